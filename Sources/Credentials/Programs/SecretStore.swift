import Platform

/// How a system's secret store is asked for the token that Heroku's CLI put there.
public enum SecretStore: Hashable, Sendable {
  /// The freedesktop.org secret service, through `secret-tool`.
  case secretService
  /// The keychain of macOS, through `security`.
  case keychain

  /// That of the system this was compiled for.
  public static var ofThisSystem: SecretStore {
    switch OperatingSystem.current {
    case .darwin: .keychain
    case .linux: .secretService
    }
  }

  /// The program that asks it.
  var program: String {
    switch self {
    case .secretService: "secret-tool"
    case .keychain: "security"
    }
  }

  /// Asks for the token of an account.
  func question(account: String) -> AskedProgram {
    let arguments =
      switch self {
      case .secretService: ["lookup", "service", "heroku-cli", "account", account]
      case .keychain: ["find-generic-password", "-a", account, "-s", "heroku-cli", "-w"]
      }
    // Long enough for a person to unlock the store; a bus that nobody answers on gives up after 25 s by itself.
    return AskedProgram(name: program, arguments: arguments, timeLimit: .seconds(30))
  }

  /// Whether an answer means that there is no such token, rather than that asking failed.
  func saysAbsent(_ answer: ProgramAnswer) -> Bool {
    switch (self, answer) {
    case (.secretService, .exited(1, let output, let error)):
      // The program exits alike for both; only a failure has something to say.
      output.isEmpty && error.allSatisfy(\.isWhitespace)
    // errSecItemNotFound, cut to a byte.
    case (.keychain, .exited(44, _, _)): true
    default: false
    }
  }
}
