import ClientBrowser
import MainLoop
import TerminalUI

/// What a browser is shown on and where its keys come from: a terminal, or in tests a script.
///
/// A loop starts it once, shows it a browser after everything that happens, and closes it at the end.
@LoopActor
protocol FrontEnd: AnyObject {
  /// How much room there is.
  var size: Size { get }

  /// Begins to tell what happens.
  func start(_ tell: @escaping @LoopActor (FrontEndEvent) -> Void)

  /// Shows the browser, now or as soon as it can be shown; only the last one counts.
  func show(_ browser: Browser)

  /// Lets the next browser be shown from scratch: something else has written on the screen.
  func repaint()

  /// Puts lines on the person's clipboard; says why if that is known to have failed.
  func copy(_ lines: [String]) -> CopyFailure?

  /// Lets the person's editor have the terminal, with this text, and tells what has become of it once it is left.
  func edit(_ text: String, then tell: @escaping @LoopActor (EditorOutcome) -> Void)

  /// Lets the shell have the terminal until it gives it back.
  func suspend()

  /// Gives everything back, and tells no more.
  func close()
}

/// What happens at a front end.
enum FrontEndEvent: Hashable, Sendable {
  /// The person pressed keys or pasted something: all that was pending, in order.
  case input([TerminalInput])
  /// There is so much room now; also when all of it has to be shown anew.
  case resized(Size)
  /// It is over, by this signal or by what counts as it: a terminal that is gone counts as SIGHUP.
  case ended(signal: Int32)
}
