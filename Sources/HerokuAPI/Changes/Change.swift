/// What can be done to clients, as one value: it is shown before, compared and sent by
/// ``HerokuClient/perform(_:batch:)``, and told of afterwards.
///
/// A change carries what it expects: the client as the person who decided saw it. Nothing is written over, deleted or
/// rotated that has become something else meanwhile.
public enum Change: Hashable, Sendable {
  /// Create a client.
  case create(ClientDraft)
  /// Set fields of a client that was shown like this.
  case update(ClientChanges, expecting: OAuthClient)
  /// Delete a client that was shown like this.
  case delete(expecting: OAuthClient)
  /// Give a client that was shown like this a new secret.
  case rotate(expecting: OAuthClient)
  /// Write a client's id and secret into config vars of an app, which restarts.
  case setConfigVars(ConfigVarsDestination, id: ClientID, secret: Secret)
  /// Set a client's secret in the config vars of an app that still hold what was seen there; the app restarts.
  case renewSecret(SecretRenewal)
  /// Put a client's id and secret in the place of another's in the config vars of an app, which restarts.
  case movePair(PairMove)
}

extension Change {
  /// The client that is another afterwards; nil where there is none yet, or an app is.
  ///
  /// Of one client there is never more than one change under way.
  public var target: OAuthClient? {
    switch self {
    case .update(_, let client), .delete(let client), .rotate(let client): client
    case .create, .setConfigVars, .renewSecret, .movePair: nil
    }
  }

  /// What kind of change it is.
  public var action: ChangeRecord.Action {
    switch self {
    case .create: .create
    case .update: .update
    case .delete: .delete
    case .rotate: .rotate
    case .setConfigVars, .renewSecret, .movePair: .setConfigVars
    }
  }

  /// What its words are found by, without the secret that it may carry.
  public var attempt: Attempt {
    switch self {
    case .create(let draft): .create(name: draft.name)
    case .update(let changes, let client): .update(name: client.name, fields: changes.fields)
    case .delete(let client): .delete(name: client.name)
    case .rotate(let client): .rotate(name: client.name)
    case .setConfigVars(let destination, _, _): .setConfigVars(app: destination.app)
    case .renewSecret(let renewal): .setConfigVars(app: renewal.app.name)
    case .movePair(let move): .setConfigVars(app: move.app.name)
    }
  }

  /// Whether it can be carried out once more although nobody knows what came of it: it looks before it sends.
  public var canBeRepeated: Bool {
    switch self {
    case .renewSecret, .movePair: true
    case .create, .update, .delete, .rotate, .setConfigVars: false
    }
  }
}

/// What a change has come to.
public enum ChangeOutcome: Hashable, Sendable {
  /// The client is there, with a secret that is handed over now or read again later.
  case created(ClientCredentials)
  /// The client is as it was wanted.
  case updated(UpdatedClient)
  /// The client, as it was last, is gone.
  case deleted(OAuthClient)
  /// The client has a new secret.
  case rotated(ClientCredentials)
  /// The app has the client's id and secret, and restarts.
  case configVarsSet(ConfigVarsDestination)
  /// The app has the secret, or id and secret, in these config vars, and restarts if it was not there already.
  case secretRenewed(RenewedSecret)
}

extension ChangeOutcome {
  /// The client as the API has last told it; nil where it told none.
  public var client: OAuthClient? {
    switch self {
    case .created(let credentials), .rotated(let credentials): credentials.client
    case .updated(let updated): updated.client
    case .deleted(let client): client
    case .configVarsSet, .secretRenewed: nil
    }
  }

  /// What was made to be handed over: id and new secret.
  public var credentials: ClientCredentials? {
    switch self {
    case .created(let credentials), .rotated(let credentials): credentials
    case .updated, .deleted, .configVarsSet, .secretRenewed: nil
    }
  }
}

/// How an update ended.
public struct UpdatedClient: Hashable, Sendable {
  /// The client as it is now.
  public var client: OAuthClient
  /// The fields that somebody else had changed since the client was shown, and that were left as they are.
  public var mergedFields: [ClientField]
  /// Whether a request was sent: none is where the client already was as wanted.
  public var wasSent: Bool

  /// Puts the outcome of an update together.
  public init(client: OAuthClient, mergedFields: [ClientField] = [], wasSent: Bool = true) {
    self.client = client
    self.mergedFields = mergedFields
    self.wasSent = wasSent
  }
}
