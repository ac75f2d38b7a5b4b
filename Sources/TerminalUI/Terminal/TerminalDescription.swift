import CNcurses
import ClientBrowser
import MainLoop

/// What terminfo says about a kind of terminal, as far as it concerns us.
struct TerminalDescription {
  /// The kind: what `TERM` says, or another one that does for it.
  let type: String
  /// What turns everything off again that ncurses turns on.
  let resets: [UInt8]
  /// What leaves the line-drawing characters that another program, or noise, may have left on.
  let ordinaryCharacters: [UInt8]
  /// How many colours it has; 0 where it has none.
  let colours: Int
  /// What the keys send, as far as it is written down.
  let keys: [(sequence: [UInt8], key: Key)]

  /// Looks a kind of terminal up; writes nothing.
  @LoopActor
  init(type: String?, output: Descriptor) throws(TerminalError) {
    guard let wanted = type, !wanted.isEmpty else { throw .typeNotSet }
    guard
      let type = [wanted, Self.substitute(for: wanted)].compactMap(\.self)
        .first(where: { ncurses_look_up_terminal($0, output.number) })
    else { throw .typeUnknown(wanted) }
    defer { ncurses_forget_terminal() }
    guard let addressing = Self.string("cup") else { throw .noCursorAddressing(type) }
    self.type = type
    colours = max(0, Int(ncurses_number_capability("colors")))
    // Colours, attributes and picture first: what is written behind `rmcup` stands in the screen of before.
    resets = ["op", "sgr0", "clear", "cnorm", "rmcup"].flatMap { Self.string($0) ?? [] }
    // ESC ( B and SI, for those that speak ECMA-48; others print a part of it.
    let isStandard = addressing.starts(with: Array("\u{1b}[".utf8))
    ordinaryCharacters = isStandard ? Array("\u{1b}(B\u{f}".utf8) : []
    keys = Self.keyNames.compactMap { name, key in Self.string(name).map { ($0, key) } }
  }

  /// What else does for a kind that many systems have no description of, although it is well known.
  ///
  /// Each of these does all that xterm does of what we use.
  static func substitute(for type: String) -> String? {
    // Within GNU screen, which then names both.
    if type.hasPrefix("screen.") { return "screen" }
    let families = ["xterm-kitty", "xterm-ghostty", "ghostty", "foot", "alacritty", "wezterm"]
    return families.contains { type == $0 || type.hasPrefix($0 + "-") } ? "xterm-256color" : nil
  }

  /// A string of terminfo; nil if this terminal has none of that name.
  @LoopActor
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
