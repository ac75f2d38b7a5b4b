public import ClientBrowser
import TerminalText

/// Frames of a browser, one after the other: of the list only those rows are drawn that look otherwise than before.
///
/// Each is the same as ``Frame/init(_:)`` makes.
public struct FrameSeries: Sendable {
  private var last: DrawnList?

  /// Begins with nothing to take over.
  public init() {}

  /// Draws the whole screen of a browser.
  public mutating func frame(of browser: Browser) -> Frame {
    let frame = Frame(browser, after: last)
    last = DrawnList(browser, on: frame)
    return frame
  }
}

extension Frame {
  /// Draws the whole screen of a browser.
  public init(_ browser: Browser) {
    self.init(browser, after: nil)
  }

  /// Draws the whole screen of a browser.
  ///
  /// - Parameter last: the list as it was drawn before, whose rows are taken over where they look the same.
  fileprivate init(_ browser: Browser, after last: DrawnList?) {
    self.init(size: browser.size)
    let layout = browser.layout
    let presentation = browser.presentation
    guard layout.arrangement != .tooSmall else {
      drawTooSmall(browser, presentation)
      return
    }
    HeaderView(browser.header).draw(on: &self)
    if let presentation, case .page(let top) = presentation.place {
      PageView(presentation, top: top).draw(on: &self)
    } else {
      ListView(browser, layout).draw(on: &self, after: last)
      DetailView(browser, layout).draw(on: &self)
      StatusView(browser, layout).draw(on: &self)
      if let presentation, presentation.place == .dialog {
        DialogView(presentation, fillsScreen: layout.dialogsFillScreen).draw(on: &self)
      }
    }
    HintsView(browser.hints).draw(on: &self)
  }

  /// Shows the cursor in a text field.
  mutating func showCursor(at position: Position) {
    cursor = isInside(position) ? position : nil
    cursorIsVisible = true
  }

  /// Lets the cursor stand, hidden, where the focus is: that is where screen readers, braille displays and magnifiers
  /// look.
  mutating func pointCursor(at position: Position) {
    cursor = isInside(position) ? position : nil
    cursorIsVisible = false
  }

  /// Where a dialog hardly fits, a field may lie outside.
  private func isInside(_ position: Position) -> Bool {
    (0..<size.rows).contains(position.row) && (0..<size.columns).contains(position.column)
  }

  /// Nothing but what must be answered, or how large the screen should be.
  private mutating func drawTooSmall(_ browser: Browser, _ presentation: Presentation?) {
    if let presentation, presentation.isUrgent {
      DialogView(presentation, fillsScreen: true).draw(on: &self)
      HintsView(browser.hints).draw(on: &self)
      return
    }
    for (row, line) in browser.tooSmallText.wrapped(toWidth: max(1, size.columns)).enumerated() {
      draw(line, row: row, column: 0, style: .warning)
    }
  }
}
