import CNcurses
import ClientBrowser

/// What terminfo says about a kind of terminal, as far as it concerns us.
struct TerminalDescription {
  /// What turns everything off again that ncurses turns on.
  let resets: [UInt8]
  /// How many colours it has; 0 where it has none.
  let colours: Int
  /// What the keys send, as far as it is written down.
  let keys: [(sequence: [UInt8], key: Key)]

  /// Looks a kind of terminal up; writes nothing.
  @MainActor
  init(type: String?, output: Descriptor) throws(TerminalError) {
    guard let type, !type.isEmpty else { throw .typeNotSet }
    guard ncurses_look_up_terminal(type, output.number) else { throw .typeUnknown(type) }
    defer { ncurses_forget_terminal() }
    guard Self.string("cup") != nil else { throw .noCursorAddressing(type) }
    // Colours, attributes and cursor first: what is written behind `rmcup` stands in the screen of before.
    colours = max(0, Int(ncurses_number_capability("colors")))
    resets = ["op", "sgr0", "cnorm", "rmcup"].flatMap { Self.string($0) ?? [] }
    keys = Self.keyNames.compactMap { name, key in Self.string(name).map { ($0, key) } }
  }

  /// A string of terminfo; nil if this terminal has none of that name.
  @MainActor
  private static func string(_ name: String) -> [UInt8]? {
    guard let value = ncurses_string_capability(name) else { return nil }
    return withoutPauses(Array(String(cString: value).utf8))
  }

  /// Leaves out the pauses of terminfo (`$<100/>`), which are for terminals that print on paper.
  static func withoutPauses(_ string: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = string[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"),
        let end = rest.firstIndex(of: UInt8(ascii: ">"))
      {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// What terminfo calls the keys that we have a use for.
  private static let keyNames: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
      ("khome", .home), ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown),
      ("kich1", Key(.insert)), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
    ] + (1...12).map { ("kf\($0)", Key(.function($0))) }
}
