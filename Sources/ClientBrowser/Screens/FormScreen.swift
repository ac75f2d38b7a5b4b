import ClientIndex
import HerokuAPI
import TerminalText

/// The form for a new client or an existing one.
struct FormScreen: Screen, Hashable {
  /// What the form is for.
  enum Purpose: Hashable {
    case create
    /// The client as it was when the form opened, or as it was when a conflict was shown.
    case edit(OAuthClient)
  }

  /// What has the focus.
  enum Focus: FocusCycle {
    case name, redirectURI, save, cancel

    init(_ field: ClientField) {
      self = field == .name ? .name : .redirectURI
    }

    /// The field with the focus; nil where a button has it.
    var field: ClientField? {
      switch self {
      case .name: .name
      case .redirectURI: .redirectURI
      case .save, .cancel: nil
      }
    }
  }

  private(set) var purpose: Purpose
  private(set) var focus: Focus
  var request: RequestID?
  /// What went wrong with the form as a whole, safe to show.
  private(set) var message: String?
  /// Whether the last save was lost on the way, so that the button offers to try again.
  private(set) var offersRetry = false
  /// What the server says about a field, until its text changes.
  private var refusals: [ClientField: String] = [:]
  /// What somebody else has made of a field that is about to be overwritten.
  private var theirs = ClientChanges()
  /// The fields of a new client that were typed in, or that a save has asked for.
  private var touched: Set<ClientField> = []
  private var editors: [ClientField: LineEditor]
  /// What a new client's fields were filled in with.
  private var prefill: OAuthClient?

  /// Opens the form for a new client, or on one that exists, with the cursor at the end of its redirect URI.
  init(editing client: OAuthClient? = nil) {
    purpose = client.map { .edit($0) } ?? .create
    focus = client == nil ? .name : .redirectURI
    editors = [.name: LineEditor(client?.name ?? ""), .redirectURI: LineEditor(client?.redirectURI ?? "")]
  }

  /// Opens the form for a new client, filled in from another.
  init(like client: OAuthClient) {
    self.init()
    prefill = client
    for field in ClientField.allCases { editors[field] = LineEditor(client[field]) }
  }

  /// The line editor of a field.
  subscript(field: ClientField) -> LineEditor {
    editors[field] ?? LineEditor()
  }

  /// The client that is edited; nil for a new one.
  var original: OAuthClient? {
    if case .edit(let client) = purpose { client } else { nil }
  }

  /// Where a draft of it is kept.
  var draftKey: Drafts.Key { original.map { .client($0.id) } ?? .new }

  /// What would be sent: only what differs from the original.
  var changes: ClientChanges {
    var changes = ClientChanges()
    for field in ClientField.allCases where self[field].text != original?[field] ?? "" {
      changes[field] = self[field].text
    }
    return changes
  }

  /// What of that there are warnings about.
  private var doubtfulChanges: ClientChanges {
    var doubtful = ClientChanges()
    for (field, _) in judgement(.warning) { doubtful[field] = self[field].text }
    return doubtful
  }

  /// What the form is for, in words.
  var title: String {
    original.map { "Edit “\($0.displayName.cut(toWidth: 40))”" } ?? "New client"
  }

  /// What is asked of the API.
  private var change: Change {
    switch purpose {
    case .create: .create(ClientDraft(name: self[.name].text, redirectURI: self[.redirectURI].text))
    case .edit(let original): .update(changes, expecting: original)
    }
  }

  var context: Context { .form }
  var isLocked: Bool { request != nil }
  var holdsTypedText: Bool {
    guard let prefill else { return !changes.isEmpty }
    return ClientField.allCases.contains { self[$0].text != prefill[$0] }
  }

  func hasAsked(for change: Change) -> Bool { request == nil && Drafts.Key(change) == draftKey }
}

// MARK: Input

extension FormScreen {
  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.cancel) where isLocked: return [.leave(self), .close]
    case .command, .typed, .pasted:
      return isLocked ? [] : edit(input, in: shared)
    case .answered(let answer): return take(answer, in: shared)
    case .done: return [.close]
    case .failed(let error, let explanation):
      return take(error, explanation).map { [.push(ChoiceScreen.conflict($0))] } ?? []
    case .learned(.done, _): return [.discard(draftKey), .close]
    case .learned(_, let words):
      message = CleanText(words).text
      return []
    default: return []
    }
  }

  private mutating func edit(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.save): return trySave(in: shared)
    case .command(.cancel): return cancel()
    case .command(.accept):
      switch focus {
      case .name: focus = .redirectURI
      case .redirectURI, .save: return trySave(in: shared)
      case .cancel: return cancel()
      }
    case .command(.nextField): focus = focus.next
    case .command(.previousField): focus = focus.previous
    default: type(input)
    }
    return []
  }

  private mutating func type(_ input: ScreenInput) {
    guard let field = focus.field else { return }
    let text = self[field].text
    editors[field]?.take(input)
    // What is cut out of one field can be put into the other.
    let cut = self[field].cut
    for other in ClientField.allCases { editors[other]?.cut = cut }
    guard self[field].text != text else { return }
    touched.insert(field)
    refusals[field] = nil
    message = nil
    offersRetry = false
  }

  private func cancel() -> [Wish] {
    guard holdsTypedText else { return [.discard(draftKey), .close] }
    return [.push(ChoiceScreen.discardForm(title, changes))]
  }

  private mutating func take(_ answer: Answer, in shared: Shared) -> [Wish] {
    switch answer {
    case .discard: return [.discard(draftKey), .close]
    case .saveAnyway: return save(in: shared)
    case .resolve(let conflict, let choice):
      rebase(on: conflict, droppingMine: choice == .takeTheirs)
      switch choice {
      case .back: return []
      case .keepMine: return save(in: shared)
      case .takeTheirs:
        if holdsTypedText { return save(in: shared) }
        return [
          .discard(draftKey), .close, .say(Status(.information, "Kept theirs; nothing was sent.")),
        ]
      }
    }
  }

  // MARK: Saving

  private mutating func trySave(in shared: Shared) -> [Wish] {
    touched = Set(ClientField.allCases)
    if original != nil, changes.isEmpty {
      let status = Status(.information, "Nothing was changed, so nothing was sent.")
      return [.discard(draftKey), .close, .say(status)]
    }
    if let field = firstWrongField {
      focus = Focus(field)
      message = "Nothing was sent: the \(field == .name ? "name" : "redirect URI") cannot be saved as it is."
      return []
    }
    let warnings = warnings
    if !warnings.isEmpty { return [.push(ChoiceScreen.saveAnyway(title, doubtfulChanges, warnings))] }
    return save(in: shared)
  }

  private mutating func save(in shared: Shared) -> [Wish] {
    offersRetry = false
    if let original, let reason = shared.reasonAgainstChange(of: original) {
      message = CleanText(reason).text
      return []
    }
    message = nil
    return [.perform(change)]
  }

  // MARK: Failures

  /// Shows a failed save; everything typed stays.
  ///
  /// Returns a conflict to choose about, if it is one.
  mutating func take(_ error: APIError, _ explanation: Explanation) -> EditConflict? {
    switch error {
    case .conflict(let current, let fields):
      guard let original else { return nil }
      return EditConflict(original: original, theirs: current, mine: changes, fields: fields)
    case .refused(let refusal):
      if let field = refusal.field {
        refusals[field] = explanation.text
        focus = Focus(field)
        return nil
      }
    case .unreachable, .outcomeUnknown: offersRetry = true
    case .notFound, .changedSinceShown, .configVarsChanged, .unreadable, .cancelled, .readOnly: break
    }
    message = CleanText(explanation.text).text
    return nil
  }

  /// Takes the client as it is now for the original, so that saving again writes over what was seen.
  ///
  /// - Parameter droppingMine: whether the fields in conflict become theirs.
  private mutating func rebase(on conflict: EditConflict, droppingMine: Bool) {
    let mine = changes
    purpose = .edit(conflict.theirs)
    for field in ClientField.allCases
    where mine[field] == nil || (droppingMine && conflict.fields.contains(field)) {
      editors[field] = LineEditor(conflict.theirs[field])
    }
    for field in conflict.fields {
      theirs[field] = droppingMine ? nil : conflict.theirs[field]
    }
  }
}

// MARK: What it says

extension FormScreen {
  /// What the button says that sends the form.
  var saveLabel: String { offersRetry ? "Retry" : original == nil ? "Create" : "Save" }

  func label(of command: Command, in shared: Shared) -> String? {
    command == .save ? saveLabel.lowercased() : nil
  }

  func presentation(in shared: Shared) -> Presentation {
    func field(_ label: String, _ field: ClientField) -> Presentation.Block {
      let isFocused = focus.field == field && !isLocked
      let findings = findings(on: field) + sharing(field, in: shared)
      return .field(.init(label: label, self[field], isFocused: isFocused, findings: findings))
    }
    var blocks = [field("Name", .name), .blank, field("Redirect URI", .redirectURI)]
    if isLocked { blocks += [.blank, .text("Saving…", .accent)] }
    if let message { blocks += [.blank, .message(Status(.failure, message))] }
    return Presentation(
      title: title,
      blocks: blocks,
      choices: [
        .init(saveLabel, isFocused: focus == .save && !isLocked, isEnabled: !isLocked),
        .init("Cancel", isFocused: focus == .cancel && !isLocked, isEnabled: !isLocked),
      ]
    )
  }

  /// What there is to say about a field.
  ///
  /// Only a field that was changed is judged: what the server holds already is not this person's mistake of today.
  func findings(on field: ClientField) -> [FieldFinding] {
    var findings: [FieldFinding] = []
    if let refusal = refusals[field] { findings.append(FieldFinding(.error, refusal)) }
    if isJudged(field) { findings += FieldFinding.judging(self[field].text, in: field) }
    if let theirs = theirs[field] {
      findings.append(FieldFinding(.note, "somebody else made it “\(theirs)”"))
    }
    return findings
  }

  /// What other clients have the same in this field, which is allowed and seldom meant.
  private func sharing(_ field: ClientField, in shared: Shared) -> [FieldFinding] {
    guard isJudged(field), !self[field].text.isEmpty else { return [] }
    let most = 2
    let text = self[field].text
    let found =
      field == .name
      // One of them may be the client itself.
      ? shared.clients.named(text) : shared.clients.clients(registeredWith: text, atMost: most + 2)
    let all = found.filter { $0.id != original?.id }
    let (others, isAll) = (Array(all.prefix(most)), all.count <= most)
    let finding =
      field == .name
      ? ClientFinding.sameName(as: others, isAll: isAll)
      : ClientFinding.sameRedirectURI(as: others, isAll: isAll)
    return finding.map { [FieldFinding($0.severity, $0.text)] } ?? []
  }

  private func isJudged(_ field: ClientField) -> Bool {
    original == nil ? touched.contains(field) : changes[field] != nil
  }

  private func judgement(_ severity: FindingSeverity) -> [(field: ClientField, finding: FieldFinding)] {
    ClientField.allCases.filter(isJudged).flatMap { field in
      FieldFinding.judging(self[field].text, in: field).filter { $0.severity == severity }.map { (field, $0) }
    }
  }

  /// The first field with a finding that stops the save.
  private var firstWrongField: ClientField? { judgement(.error).first?.field }

  /// The warnings that want an answer before the save.
  private var warnings: [String] { judgement(.warning).map(\.finding.text) }
}
