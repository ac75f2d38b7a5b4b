import HerokuAPI

/// What has to be given, or typed on a terminal, before something is done to clients.
protocol Confirmation {
  /// The option that gives it, without its dashes.
  static var option: String { get }
  /// What is done, as in "deleting wants".
  static var doing: String { get }
  /// What is said where it does not come: that nothing was done.
  static var nothingDone: String { get }

  /// What has to be given or typed.
  var wanted: String { get }
  /// The option as it is to be given, in words.
  var advice: String { get }
  /// The question for a terminal, in lines.
  var question: [String] { get }

  /// Whether a text confirms it.
  func accepts(_ text: String) -> Bool
}

extension Confirmation {
  /// The option with what is wanted.
  var advice: String { CommandLineText.option(Self.option, wanted) }

  /// Makes sure that it is meant: by the option, or by asking on a terminal.
  func obtain(option: String?) throws(CommandFailure) { try obtainConfirmation(self, option: option) }
}

/// Makes sure that something is meant; once for all kinds of it, which differ in their words.
private func obtainConfirmation(_ confirmation: any Confirmation, option: String?) throws(CommandFailure) {
  let kind = type(of: confirmation)
  if let option {
    guard confirmation.accepts(option) else {
      throw CommandFailure(
        .wrongUsage,
        "--\(kind.option) is “\(option)”, and this wants \(confirmation.advice). \(kind.nothingDone)"
      )
    }
    return
  }
  guard StandardError.canAsk else {
    throw CommandFailure(
      .wrongUsage,
      "Without a terminal to ask on, \(kind.doing) wants \(confirmation.advice). \(kind.nothingDone)"
    )
  }
  StandardError.print(lines: confirmation.question)
  guard let answer = readLine(), confirmation.accepts(answer) else {
    throw CommandFailure(.wrongUsage, "That was not it. \(kind.nothingDone)")
  }
}

/// What has to be said before several clients are rotated; of one, the command itself says it.
struct RotateConfirmation: Confirmation, Hashable, Sendable {
  static let option = "confirm"
  static let doing = "rotating several clients"
  static let nothingDone = "Nothing was rotated."

  /// What is about to be rotated.
  let clients: [OAuthClient]

  var wanted: String { "rotate \(clients.count)" }

  var question: [String] {
    ["About to give a new secret to:"] + clients.map { "  \($0.name)  \($0.id)  \($0.redirectURI)" }
      + ["The old ones stop working at once. Type \(wanted) to go on:"]
  }

  func accepts(_ text: String) -> Bool { text == wanted }
}
