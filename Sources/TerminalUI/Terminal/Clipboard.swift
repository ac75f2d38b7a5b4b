import FoundationEssentials
import TerminalText

/// Why a text is known not to have got on the clipboard.
public enum CopyFailure: Error, Hashable, Sendable {
  /// It is longer than terminals take.
  case tooLong(limit: Int)
  /// The terminal takes nothing now.
  case notWritten
}

extension CopyFailure: CustomStringConvertible {
  /// What is wrong, for the person who reads it.
  public var description: String {
    switch self {
    case .tooLong(let limit): "It is longer than the \(limit) bytes that terminals take."
    case .notWritten: "The terminal takes nothing now."
    }
  }
}

/// Puts text on the clipboard of the person's own machine, by way of the terminal (OSC 52).
///
/// It works over SSH and needs no tool, but not every terminal allows it, and none says so: whoever offers it
/// must not promise that the text has arrived.
public enum Clipboard {
  /// The most bytes that the terminals which do it take: 100,000 for the whole sequence, in base64.
  public static let limit = 74_994

  /// What to write to the terminal, or why not.
  ///
  /// What is unsafe in a cell is replaced within lines here, too: a line break in a redirect URI would run what stands
  /// before it in the shell that it is pasted into.
  ///
  /// - Parameters:
  ///   - lines: the text, of which there are line breaks between its lines alone.
  ///   - environment: tells which terminal it is, and what runs between it and us.
  public static func sequence(
    for lines: [String],
    environment: [String: String]
  ) -> Result<[UInt8], CopyFailure> {
    let clean = lines.map { String(String.UnicodeScalarView($0.unicodeScalars.map(\.inCell.scalar))) }
      .joined(separator: "\n")
    guard clean.utf8.count <= limit else { return .failure(.tooLong(limit: limit)) }
    let plain = set(to: Data(clean.utf8).base64EncodedString())
    let emptied = isKitty(environment) ? set(to: "!") : []
    return switch multiplexer(environment) {
    case .none: .success(emptied + plain)
    // tmux takes the plain form only with `set-clipboard on`, and the wrapped one only with `allow-passthrough on` (or
    // before version 3.3). It ignores what it does not take, so both are sent: the text arrives if either is set.
    case .tmux: .success(plain + (emptied.isEmpty ? [] : wrappedForTmux(emptied)) + wrappedForTmux(plain))
    case .screen: .success((emptied.isEmpty ? [] : wrappedForScreen(emptied)) + wrappedForScreen(plain))
    }
  }

  private static func set(to payload: String) -> [UInt8] { Array("\u{1b}]52;c;\(payload)\u{7}".utf8) }

  /// Whether it is kitty, of which older versions put a text behind the one before it, unless something came between
  /// that is no base64; newer ones, and others, ignore that.
  private static func isKitty(_ environment: [String: String]) -> Bool {
    environment["KITTY_WINDOW_ID"]?.isEmpty == false || environment["TERM"] == "xterm-kitty"
  }

  private enum Multiplexer {
    case tmux
    case screen
  }

  /// What the sequence goes through next.
  ///
  /// Within both, the variable of the outer one is still set. Which is the inner one is told by `TERM` if it is tmux's own,
  /// and else taken to be screen, which has but one name.
  private static func multiplexer(_ environment: [String: String]) -> Multiplexer? {
    let isTmux = environment["TMUX"]?.isEmpty == false
    let isScreen = environment["STY"]?.isEmpty == false
    if isTmux, !isScreen || environment["TERM"]?.hasPrefix("tmux") == true { return .tmux }
    return isScreen ? .screen : nil
  }

  /// The sequence as tmux passes it on without a look at it.
  private static func wrappedForTmux(_ sequence: [UInt8]) -> [UInt8] {
    let escaped = sequence.flatMap { $0 == Byte.escape ? [$0, $0] : [$0] }
    return Array("\u{1b}Ptmux;".utf8) + escaped + Array("\u{1b}\\".utf8)
  }

  /// The sequence as GNU screen passes it on: a string of its own, which it takes up to 256 bytes of (768 since version
  /// 4.2.1), so in pieces.
  private static func wrappedForScreen(_ sequence: [UInt8]) -> [UInt8] {
    let size = 252
    return stride(from: 0, to: sequence.count, by: size).flatMap { start in
      Array("\u{1b}P".utf8) + sequence[start..<min(start + size, sequence.count)] + Array("\u{1b}\\".utf8)
    }
  }
}
