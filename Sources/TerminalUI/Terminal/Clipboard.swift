import FoundationEssentials
import TerminalText

/// Puts text on the clipboard of the person's own machine, by way of the terminal (OSC 52).
///
/// It works over SSH and needs no tool, but not every terminal allows it, and none says so: whoever offers it
/// must not promise that the text has arrived.
public enum Clipboard {
  /// The most bytes that the terminals which do it take: 100,000 for the whole sequence, in base64.
  public static let limit = 74_994

  /// What to write to the terminal; nil if the text is too long.
  ///
  /// What is unsafe in a cell is replaced here, too: a line break in a redirect URI would run what stands
  /// before it in the shell that it is pasted into.
  public static func sequence(for text: String, environment: [String: String]) -> [UInt8]? {
    let clean = String(String.UnicodeScalarView(text.unicodeScalars.map(\.inCell.scalar)))
    guard clean.utf8.count <= limit else { return nil }
    let plain = Array("\u{1b}]52;c;\(Data(clean.utf8).base64EncodedString())\u{7}".utf8)
    guard let tmux = environment["TMUX"], !tmux.isEmpty else { return plain }
    return plain + wrappedForTmux(plain)
  }

  /// The sequence as tmux passes it on without a look at it.
  ///
  /// tmux takes the plain form only with `set-clipboard on`, and the wrapped one only with `allow-passthrough
  /// on` (or before version 3.3). It ignores what it does not take, so both are sent: the text arrives if
  /// either is set.
  private static func wrappedForTmux(_ sequence: [UInt8]) -> [UInt8] {
    let escaped = sequence.flatMap { $0 == Byte.escape ? [$0, $0] : [$0] }
    return Array("\u{1b}Ptmux;".utf8) + escaped + Array("\u{1b}\\".utf8)
  }
}
