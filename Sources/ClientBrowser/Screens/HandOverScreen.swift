import ClientIndex
import HerokuAPI
import TerminalText

/// The panel with id and secret after a creation or a rotation, and the ways out of it for the secret.
///
/// It stays until it is dismissed.
struct HandOverScreen: Screen, Hashable {
  /// What it follows.
  enum Occasion: Hashable {
    case created, rotated
  }

  /// A line that is asked for.
  enum Entry: Hashable {
    /// The name of the file to write.
    case file
    /// The app whose config vars to set, and perhaps a prefix.
    case app
  }

  let occasion: Occasion
  /// The client and its new secret.
  let credentials: ClientCredentials
  private(set) var isSecretShown = false
  /// What is being asked for, if something is.
  private(set) var entry: Entry?
  private(set) var editor = LineEditor()
  /// The file being written, or the config vars being set.
  var request: RequestID?
  /// What just happened in the panel.
  private(set) var message: Status?
  /// Whether the secret was shown, copied, written or set somewhere.
  private var wasTaken = false

  init(_ occasion: Occasion, _ credentials: ClientCredentials) {
    self.occasion = occasion
    self.credentials = credentials
  }

  /// The panel for what a change has made, if it has made a secret.
  init?(_ outcome: ChangeOutcome) {
    guard let credentials = outcome.credentials else { return nil }
    if case .created = outcome { self.init(.created, credentials) } else { self.init(.rotated, credentials) }
  }

  var untakenSecrets: [OAuthClient] { wasTaken || credentials.secret == nil ? [] : [credentials.client] }

  var context: Context {
    switch entry {
    case .file: .fileName
    case .app: .appName
    case nil: .handOver
    }
  }
}

// MARK: Input

extension HandOverScreen {
  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command, .typed, .pasted:
      return entry == nil ? choose(input, in: shared) : enter(input)
    case .told(let status): end(status)
    case .done(let outcome): end(Status(.success, outcome.summary))
    case .failed(_, let explanation): end(Status(.failure, explanation.text))
    default: break
    }
    return []
  }

  /// Tells how what was asked for in the panel ended; what was typed stays for another try if it failed.
  private mutating func end(_ outcome: Status) {
    message = outcome
    guard outcome.tone == .success else { return }
    entry = nil
    wasTaken = true
  }

  private mutating func choose(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    // What is under way says how it ended.
    if request == nil { message = nil }
    switch input {
    case .command(.toggleSecret):
      isSecretShown.toggle()
      wasTaken = true
    case .command(.copyID), .command(.copySecret), .command(.copyRedirectURI): return copy(input)
    case .command(.writeFile): ask(for: .file, beginningWith: ".env")
    case .command(.setConfigVars): ask(for: .app)
    case .command(.mend):
      if let reason = reasonAgainst(.mend, in: shared) {
        message = Status(.warning, reason)
        return []
      }
      wasTaken = true
      return [.offerToSet([credentials])]
    case .command(.dismiss): return [.close] + remark(in: shared)
    default: break
    }
    return []
  }

  func reasonAgainst(_ command: Command, in shared: Shared) -> String? {
    guard command == .mend else { return nil }
    return appsToSet(in: shared) > 0
      ? shared.reasonAgainstRun
      : shared.uses?.reasonAgainstSetting([credentials.client])
        ?? "No app is known to hold a stale secret of this client."
  }

  /// In how many apps the new secret can be set, since the one of before is known to be there, or may be.
  private func appsToSet(in shared: Shared) -> Int {
    occasion == .rotated ? shared.uses?.appsToSet([credentials]) ?? 0 : 0
  }

  /// What to say of apps that have not got the secret; nil where none is known.
  private func offer(in context: Context, _ shared: Shared) -> String? {
    let apps = appsToSet(in: shared)
    guard apps > 0 else { return nil }
    let key = shared.keymap.name(of: .mend, in: context)
    return "\(apps == 1 ? "An app holds" : "\(apps) apps hold") it still: \(key) sets the new one there."
  }

  /// What to say of a secret that nobody has looked at, which is not lost; and of apps that have not got it.
  private func remark(in shared: Shared) -> [Wish] {
    if let offer = offer(in: .list, shared) {
      return [
        .say(Status(.warning, "The old secret of “\(credentials.client.name)” has stopped working. \(offer)"))
      ]
    }
    guard !wasTaken, credentials.secret != nil else { return [] }
    let key = shared.keymap.name(of: .toggleSecret, in: .list)
    let what = occasion == .created ? "was created" : "has a new secret"
    return [.say(Status(.success, "“\(credentials.client.name)” \(what); \(key) shows its secret."))]
  }

  private mutating func copy(_ input: ScreenInput) -> [Wish] {
    guard case .command(let command) = input else { return [] }
    guard let copy = ClientCopy(command, of: credentials.client, secret: credentials.secret) else {
      message = Status(.warning, "The API did not give the secret.")
      return []
    }
    if command == .copySecret { wasTaken = true }
    message = copy.status
    return [.copy(copy.lines)]
  }

  /// Asks for a line, if there is a secret to do something with.
  private mutating func ask(for wanted: Entry, beginningWith text: String = "") {
    guard request == nil else { return }
    if credentials.secret == nil {
      message = Status(.warning, "The API did not give the secret, so there is nothing to write.")
    } else {
      entry = wanted
      editor = LineEditor(text)
    }
  }

  private mutating func enter(_ input: ScreenInput) -> [Wish] {
    switch input {
    case .command(.cancel): entry = nil
    case .command(.accept): return request == nil && !editor.text.isEmpty ? send() : []
    default:
      guard request == nil else { return [] }
      message = nil
      editor.take(input)
    }
    return []
  }

  private mutating func send() -> [Wish] {
    message = nil
    guard entry == .app else { return [.write(credentials, path: editor.text)] }
    guard let secret = credentials.secret else { return [] }
    do throws(ConfigVarsDestinationError) {
      let destination = try ConfigVarsDestination(parsing: editor.text)
      return [.perform(.setConfigVars(destination, id: credentials.client.id, secret: secret))]
    } catch {
      message = Status(.failure, error.description)
      return []
    }
  }
}

// MARK: What it says

extension HandOverScreen {
  func presentation(in shared: Shared) -> Presentation {
    let client = credentials.client
    let name = client.displayName.cut(toWidth: 40)
    var blocks: [Presentation.Block] = [
      .value(label: "id", client.id.text), .value(label: "secret", secretText(in: shared)),
    ]
    if occasion == .rotated {
      let words = ["The old secret has stopped working.", offer(in: .handOver, shared)]
      blocks += [.blank, .text(words.compactMap(\.self).joined(separator: " "))]
    }
    if let entry {
      let label = entry == .file ? "file" : "app"
      blocks += [.blank, .field(.init(label: label, editor, isFocused: request == nil))]
    }
    if entry == .app {
      blocks.append(
        request == nil
          ? .text(Self.explanation, .dim, weight: .extra) : .text("Setting its config vars…", .accent)
      )
    }
    if let message { blocks += [.blank, .message(message)] }
    return Presentation(
      title: occasion == .created ? "New client “\(name)”" : "New secret for “\(name)”",
      isUrgent: true,
      blocks: blocks
    )
  }

  private func secretText(in shared: Shared) -> String {
    switch credentials.secret {
    case nil: "withheld: the API did not give it"
    case let secret? where isSecretShown: secret.reveal()
    case _?: "•••• (\(shared.keymap.name(of: .toggleSecret, in: .handOver)) shows it)"
    }
  }

  private static let explanation = """
    APP sets HEROKU_OAUTH_ID and HEROKU_OAUTH_SECRET, APP:PREFIX sets PREFIX_ID and PREFIX_SECRET. What they hold is \
    replaced, and the app restarts.
    """
}

/// Something of a client that is put on the clipboard.
struct ClientCopy: Hashable {
  /// What is copied.
  let lines: [Secret]
  /// What is said of it.
  ///
  /// Terminals do not answer, so no more than the sending can be told.
  let status: Status

  /// What a command copies; nil where it is a secret that is not there.
  ///
  /// A redirect URI goes without what could act on the terminal or shell that it is pasted into.
  init?(_ command: Command, of client: OAuthClient, secret: Secret?) {
    let (text, what): (Secret, String)
    switch command {
    case .copyID: (text, what) = (Secret(client.id.text), "The id")
    case .copyRedirectURI:
      let clean = CleanText(client.redirectURI)
      let words =
        clean.wasChanged ? "A cleaned redirect URI (unsafe characters replaced)" : "The redirect URI"
      (text, what) = (Secret(clean.text), words)
    default:
      guard let secret else { return nil }
      (text, what) = (secret, "The secret")
    }
    lines = [text]
    status = Status(.success, "\(what) of “\(client.name)” was sent to the terminal’s clipboard.")
  }

  /// What a command copies of several clients, a line each: their ids or redirect URIs, never a secret.
  ///
  /// - Parameter remark: what else is to be said.
  init(_ command: Command, of clients: ClientRows, _ remark: String?) {
    let isAboutIDs = command == .copyID
    lines = clients.map { Secret(CleanText(isAboutIDs ? $0.id.text : $0.redirectURI).text) }
    let what = "\(Counted.number(clients.count)) \(isAboutIDs ? "ids" : "redirect URIs")"
    let words = "\(what) were sent to the terminal’s clipboard, a line each."
    status = Status(
      remark == nil ? .success : .warning,
      [words, remark].compactMap(\.self).joined(separator: " ")
    )
  }
}
