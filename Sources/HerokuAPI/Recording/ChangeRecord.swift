/// A change as a history keeps it: what was to be done to what, and what came of it.
///
/// It is made of a ``Change`` and its ``ChangeOutcome``, and by its type has no place for a secret of either.
public struct ChangeRecord: Hashable, Sendable {
  /// What is done.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    /// A client is created.
    case create
    /// Fields of a client are set.
    case update
    /// A client is deleted.
    case delete
    /// A client gets a new secret.
    case rotate
    /// An app gets a client's id and secret.
    case setConfigVars = "set-config"
  }

  /// What is done.
  public let action: Action
  /// The client that it is about; nil while that is only to be created.
  public let id: ClientID?
  /// The client as the person who decided saw it; nil where there was none, or only its id is known.
  public let before: RecordedClient?
  /// The client as it has become, or is to become while that is not known; nil where it is gone.
  public let after: RecordedClient?
  /// The fields that an update sets.
  public let fields: [ClientField]
  /// The app that gets id and secret, with the prefix of its variables, or the names of those that got the secret:
  /// `APP`, `APP:PREFIX` or `APP (NAME, NAME)`.
  public let destination: String?

  /// Puts a record together, as it is read from a history.
  public init(
    _ action: Action,
    id: ClientID?,
    before: RecordedClient? = nil,
    after: RecordedClient? = nil,
    fields: [ClientField] = [],
    destination: String? = nil
  ) {
    self.action = action
    self.id = id
    self.before = before
    self.after = after
    self.fields = fields
    self.destination = destination
  }

  /// A change that is about to be made: what it will come to is what is wanted.
  public init(_ change: Change) {
    switch change {
    case .create(let draft):
      let wanted = RecordedClient(id: nil, name: draft.name, redirectURI: draft.redirectURI)
      self.init(change.action, id: nil, after: wanted)
    case .update(let changes, let shown):
      var wanted = shown
      for field in changes.fields { wanted[field] = changes[field] ?? wanted[field] }
      // When it was changed is not known before the API has told.
      wanted.updatedAt = nil
      self.init(
        change.action,
        id: shown.id,
        before: RecordedClient(shown),
        after: RecordedClient(wanted),
        fields: changes.fields
      )
    case .delete(let shown): self.init(change.action, id: shown.id, before: RecordedClient(shown))
    case .rotate(let shown): self.init(change.action, id: shown.id, before: RecordedClient(shown))
    case .setConfigVars(let destination, let id, _):
      self.init(change.action, id: id, destination: destination.description)
    case .renewSecret(let renewal):
      self.init(settingIn: renewal.app, renewal.names, of: renewal.client)
    case .movePair(let move): self.init(settingIn: move.app, move.names, of: move.to)
    }
  }

  private init(settingIn app: HerokuApp, _ names: [String], of client: ClientID) {
    self.init(
      .setConfigVars,
      id: client,
      destination: "\(app.name) (\(names.joined(separator: ", ")))"
    )
  }

  /// A change that was made.
  public init(_ change: Change, _ outcome: ChangeOutcome) {
    let wanted = ChangeRecord(change)
    let after: RecordedClient? =
      switch outcome {
      case .created(let made), .rotated(let made): RecordedClient(made.client)
      case .updated(let updated): RecordedClient(updated.client)
      case .deleted, .configVarsSet, .secretRenewed: nil
      }
    self.init(
      wanted.action,
      id: wanted.id ?? after?.id,
      before: wanted.before,
      after: after,
      fields: wanted.fields,
      destination: wanted.destination
    )
  }

  /// What people call the client: its name as it was last; nil where only its id is known.
  public var name: String? { after?.name ?? before?.name }
}
