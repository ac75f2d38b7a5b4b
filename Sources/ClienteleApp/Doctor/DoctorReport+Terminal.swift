import ClientBrowser
import Credentials
import TerminalUI

extension DoctorReport {
  /// Adds what the browser would find of a terminal.
  ///
  /// What is missing is a warning only: commands need none.
  @MainActor
  mutating func addTerminal(_ environment: [String: String]) {
    if let obstacle = Terminal.obstacle(environment: environment) {
      add("terminal", obstacle.description, .warning)
    } else {
      add("terminal", environment["TERM"] ?? "")
    }
    if let size = Terminal.size() {
      let wanted = Layout.minimum
      let fits = Layout(size: size).arrangement != .tooSmall
      let remark = fits ? "" : ", the browser wants \(wanted.columns)x\(wanted.rows)"
      add("size", "\(size.columns)x\(size.rows)\(remark)", fits ? .ok : .warning)
    }
    add("colours", Self.colours(environment))
    add(
      "locale",
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first ?? "not set: C.UTF-8"
    )
    add("clipboard", "OSC 52; whether the terminal allows it, it does not tell")
  }

  @MainActor
  private static func colours(_ environment: [String: String]) -> String {
    if environment["NO_COLOR"] != nil { return "none: NO_COLOR is set" }
    return switch Terminal.colours(environment: environment) {
    case nil: "not known: the terminal is not"
    case 0?: "none: the terminal has none"
    case let count?: "\(count)"
    }
  }
}
