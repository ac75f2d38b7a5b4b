import HerokuAPI
import TerminalText

/// The panel with the new secrets of several clients, and the ways out of it for them.
///
/// It is the only place that has them, and forgets them when it is closed.
struct ManyHandOverScreen: Screen, Hashable {
  /// The clients and their new secrets.
  let credentials: [ClientCredentials]
  /// Whether the clients are new too, and no secret has stopped working.
  private let areOfNewClients: Bool
  /// What is being written, whose name is asked for.
  private(set) var entry: CredentialsForm?
  private(set) var editor = LineEditor()
  private var top = 0
  /// The files being written.
  var request: RequestID?
  private(set) var message: Status?
  private var wasTaken = false
  /// Whether it was said that nobody has taken the secrets.
  private var wasWarned = false

  /// Opens the panel.
  init(_ credentials: [ClientCredentials], areOfNewClients: Bool = false) {
    self.credentials = credentials
    self.areOfNewClients = areOfNewClients
  }

  var untakenSecrets: [OAuthClient] {
    wasTaken ? [] : credentials.filter { $0.secret != nil }.map(\.client)
  }

  var context: Context { entry == nil ? .manyHandOver : .fileName }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command, .typed, .pasted: return entry == nil ? choose(input, in: shared) : enter(input)
    case .told(let status):
      message = status
      if status.tone == .success { (entry, wasTaken) = (nil, true) }
    default: break
    }
    return []
  }

  func reasonAgainst(_ command: Command, in shared: Shared) -> String? {
    guard command == .mend else { return nil }
    guard let uses = shared.uses, credentials.contains(where: { uses.sightings[$0.client.id] != nil }) else {
      let look = shared.keymap.name(of: .lookForUses, in: .list)
      return "\(look) in the list finds out which apps hold a secret; that has to be before a rotation."
    }
    return uses.appsToSet(credentials) == 0
      ? uses.reasonAgainstSetting(credentials.map(\.client)) : shared.reasonAgainstRun
  }

  private mutating func choose(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    guard case .command(let command) = input else { return [] }
    if request == nil { message = nil }
    if let reason = reasonAgainst(command, in: shared) {
      message = Status(.warning, reason)
      return []
    }
    switch command {
    case .writeFile: ask(for: .json, beginningWith: "clients.json")
    case .writeFiles: ask(for: .dotenv, beginningWith: "secrets")
    case .copySecret:
      wasTaken = true
      message = Status(.success, "Ids and secrets were sent to the terminal’s clipboard, as JSON.")
      return [.copyCredentials(credentials)]
    case .mend:
      wasTaken = true
      return [.offerToSet(credentials)]
    case .dismiss: return dismiss(in: shared)
    case .moveDown: scroll(by: 1, in: shared)
    case .moveUp: scroll(by: -1, in: shared)
    case .pageDown: scroll(by: listRows(in: shared), in: shared)
    case .pageUp: scroll(by: -listRows(in: shared), in: shared)
    case .moveToTop: top = 0
    case .moveToBottom: scroll(by: credentials.count, in: shared)
    default: break
    }
    return []
  }

  /// Closes the panel; where nobody has taken the secrets, once that was said.
  private mutating func dismiss(in shared: Shared) -> [Wish] {
    guard !wasTaken, !wasWarned, !untakenSecrets.isEmpty else { return [.close] + remark(in: shared) }
    wasWarned = true
    func key(_ command: Command, in context: Context = .manyHandOver) -> String {
      shared.keymap.name(of: command, in: context)
    }
    message = Status(
      .warning,
      """
      Nobody has taken these secrets: \(key(.writeFile)) writes them, \(key(.copySecret)) copies them. \
      \(key(.dismiss)) once more closes the panel; then \(key(.toggleSecret, in: .list)) shows them, client by client.
      """
    )
    return [.rest(.dismiss)]
  }

  /// What to say of secrets that nobody has taken; they are not lost.
  private func remark(in shared: Shared) -> [Wish] {
    guard !wasTaken else { return [] }
    let key = shared.keymap.name(of: .toggleSecret, in: .list)
    let words =
      "\(Counted.clients(credentials.count)) have new secrets; \(key) shows that of the selected one."
    return [.say(Status(.success, words))]
  }

  private mutating func scroll(by rows: Int, in shared: Shared) {
    top = firstShown(top + rows, in: shared)
  }

  private mutating func ask(for form: CredentialsForm, beginningWith text: String) {
    guard request == nil else { return }
    entry = form
    editor = LineEditor(text)
  }

  private mutating func enter(_ input: ScreenInput) -> [Wish] {
    switch input {
    case .command(.cancel): entry = nil
    case .command(.accept):
      guard request == nil, !editor.text.isEmpty, let entry else { return [] }
      message = nil
      return [.writeMany(credentials, entry, path: editor.text)]
    default:
      guard request == nil else { return [] }
      message = nil
      editor.take(input)
    }
    return []
  }
}

/// How the secrets of several clients are written.
public enum CredentialsForm: Hashable, Sendable {
  /// One file, with an array of all.
  case json
  /// A folder with a file for each, of assignments that a shell evaluates.
  case dotenv
}

// MARK: What it says

extension ManyHandOverScreen {
  func presentation(in shared: Shared) -> Presentation {
    let count = credentials.count
    let top = firstShown(top, in: shared)
    let end = min(count, top + listRows(in: shared))
    var list = rows(of: credentials[top..<end], in: shared)
    Presentation.Row.showMore(above: top > 0, below: end < count, in: &list)
    var blocks = (head(in: shared) + list + foot(in: shared)).map { Presentation.Block.row($0) }
    if let entry {
      let label = entry == .json ? "file" : "folder"
      blocks.append(.field(.init(label: label, editor, isFocused: request == nil)))
    }
    return Presentation(
      .page(top: 0),
      title: "New secrets of \(Counted.clients(count))",
      isUrgent: true,
      blocks: blocks
    )
  }

  /// The clients below each other: name, id or its beginning, and in which apps each is known to be.
  private func rows(of credentials: ArraySlice<ClientCredentials>, in shared: Shared) -> [Presentation.Row] {
    let places = credentials.map { Self.places(of: $0, in: shared.uses) }
    let names = credentials.map { $0.client.displayName }
    let placesWidth = places.map { $0.text.isEmpty ? 0 : $0.text.cellWidth + Self.gap }.max() ?? 0
    let room = shared.pageColumns - Self.gap - placesWidth - Self.gap
    let widestName = names.map(\.cellWidth).max() ?? 0
    let hasRoom = room - Self.idWidth >= min(widestName, Self.narrowestName)
    let idWidth = hasRoom ? Self.idWidth : Self.shortIDWidth
    let nameWidth = min(widestName, max(1, room - idWidth))
    return zip(credentials, zip(names, places)).map { credentials, texts in
      let id = String(CleanText(credentials.client.id.text).text.prefix(idWidth))
      return Presentation.Row([
        .init("  " + texts.0.padded(toWidth: nameWidth)), .init("  " + id.padded(toWidth: idWidth), .dim),
        .init(texts.1.text.isEmpty ? "" : "  " + texts.1.text, texts.1.tone),
      ])
    }
  }

  /// In how many apps a client is, and in how many its secret is not the new one; empty while nobody has looked.
  private static func places(
    of made: ClientCredentials,
    in uses: Uses?
  ) -> (text: String, tone: Presentation.Tone) {
    let id = made.client.id
    guard made.secret != nil else { return ("withheld by the API", .warning) }
    guard let uses, let sightings = uses.sightings[id] else { return ("", .dim) }
    let apps = Set(sightings.map(\.app.id)).count
    let old = Set(uses.oldPlaces(of: id).map(\.app.id)).count
    let count = "\(Counted.number(apps)) app\(apps == 1 ? "" : "s")"
    switch (apps, old) {
    case (0, _): return ("in no app", .dim)
    case (_, 0): return ("in \(count)", .plain)
    case (apps, apps): return ("stale in \(count)", .warning)
    default: return ("stale in \(Counted.number(old)) of \(count)", .warning)
    }
  }

  private static let gap = 2
  private static let idWidth = 36
  private static let shortIDWidth = 8
  /// A name is cut to so much so that ids have room, which tell apart what is called the same.
  private static let narrowestName = 24

  private func head(in shared: Shared) -> [Presentation.Row] {
    let apps = shared.uses.map { $0.appsToSet(credentials) } ?? 0
    let hold = apps == 1 ? "An app holds" : "\(apps) apps hold"
    let key = shared.keymap.name(of: .mend, in: .manyHandOver)
    let offer = apps == 0 ? "" : " \(hold) them: \(key) sets the new ones there."
    let words =
      areOfNewClients
      ? "These clients are new: whatever used the old ones needs their ids and secrets."
      : "The old secrets have stopped working."
    return PageRows.wrapping(words + offer, width: shared.pageColumns)
  }

  private func foot(in shared: Shared) -> [Presentation.Row] {
    guard let message else { return [] }
    return PageRows.saying(message, width: shared.pageColumns)
  }

  private func listRows(in shared: Shared) -> Int {
    max(1, shared.pageRows - head(in: shared).count - foot(in: shared).count - (entry == nil ? 0 : 1))
  }

  private func firstShown(_ wanted: Int, in shared: Shared) -> Int {
    max(0, min(wanted, credentials.count - listRows(in: shared)))
  }
}
