import FoundationEssentials
import HerokuAPI
import Platform
import TerminalText

extension TokenLookup {
  /// Asks the secret store for the token of the account that last logged in.
  func lookInSecretStore(_ search: inout TokenSearch) async {
    let unknown = TokenSource.secretStore(program: secretStore.program, account: nil)
    guard environment["HEROKU_NETRC_WRITE"]?.lowercased() != "true" else {
      return search.note(unknown, .absent("not asked, since HEROKU_NETRC_WRITE is true"))
    }
    guard !search.endpoint.isLoopback else {
      // The store does not say for which server its token is. Heroku's own must not go to whatever listens here.
      return search.note(unknown, .absent("not asked, since its token is not meant for this machine"))
    }
    let account: String
    switch loggedInAccount() {
    case .success(let name): account = name
    case .failure(.absent(let reason)): return search.note(unknown, .absent(reason))
    case .failure(.failed(let reason)): return search.note(unknown, .failed(reason))
    }
    let source = TokenSource.secretStore(program: secretStore.program, account: account)
    switch await runProgram(secretStore.question(account: account)) {
    case .exited(0, let output, _):
      search.note(source, text: String(decoding: output, as: UTF8.self))
    case .notInstalled:
      search.note(source, .absent("\(secretStore.program) is not installed"))
    case let answer where secretStore.saysAbsent(answer):
      search.note(source, .absent("no token of \(account)"))
    case let answer:
      search.note(source, .failed(answer.failure(of: secretStore.program)))
    }
  }

  /// Why the account is not known.
  private enum UnknownAccount: Error {
    case absent(String)
    case failed(String)
  }

  /// Whose token it is: Heroku's CLI leaves the e-mail address in a file of its own.
  private func loggedInAccount() -> Result<String, UnknownAccount> {
    // The XDG specification has a relative path ignored.
    let xdg = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let data = xdg ?? home.map({ "\($0)/.local/share" }) else {
      return .failure(.absent("no account is known, since HOME is not set"))
    }
    let path = "\(data)/heroku/login.json"
    do throws(UnreadableFile) {
      guard let account = LoginFile.account(in: try readFile(path).bytes) else {
        return .failure(.failed("\(shown(path)) names no account"))
      }
      return .success(account)
    } catch .absent {
      return .failure(.absent("no account is known, since there is no \(shown(path))"))
    } catch {
      return .failure(.failed("\(shown(path)) could not be read: \(error)"))
    }
  }
}

/// `login.json`, in which Heroku's CLI notes who logged in last.
private enum LoginFile {
  private struct Content: Decodable {
    let account: String
  }

  /// The account's e-mail address; nil if the file is not what the CLI writes.
  static func account(in bytes: [UInt8]) -> String? {
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)) else { return nil }
    let account = content.account
    // It becomes an argument: it must not be read as an option, or mean more than one line of a message.
    guard !account.isEmpty, !account.hasPrefix("-"),
      !account.unicodeScalars.contains(where: { $0.isUnseen || $0.properties.isWhitespace })
    else { return nil }
    return account
  }
}

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
