import HerokuAPI

/// A request under way: what it is for.
enum Pending: Hashable, Sendable {
  case account
  case load
  case snapshot
  case reveal(OAuthClient)
  case copySecret(OAuthClient)
  case create(ClientDraft)
  case update(ClientChanges, of: OAuthClient)
  case delete(OAuthClient)
  case rotate(OAuthClient)
  case file
  case setConfigVars(ConfigVarsDestination)

  /// The client that this changes; nil for what changes none, or one that does not exist yet.
  var changedClient: ClientID? {
    switch self {
    case .update(_, let client), .delete(let client), .rotate(let client): client.id
    case .account, .load, .snapshot, .reveal, .copySecret, .create, .file, .setConfigVars: nil
    }
  }

  /// Whether it asks the API for a change.
  var isMutation: Bool {
    switch self {
    case .create, .update, .delete, .rotate, .setConfigVars: true
    case .account, .load, .snapshot, .reveal, .copySecret, .file: false
    }
  }

  /// What an error message calls it.
  var attempt: Attempt {
    switch self {
    case .account: .readAccount
    case .load, .snapshot, .file: .loadClients
    case .reveal(let client), .copySecret(let client): .readClient(name: client.name)
    case .create(let draft): .create(name: draft.name)
    case .update(let changes, let client): .update(name: client.name, fields: changes.fields)
    case .delete(let client): .delete(name: client.name)
    case .rotate(let client): .rotate(name: client.name)
    case .setConfigVars(let destination): .setConfigVars(app: destination.app)
    }
  }

  /// What the status line says while it is under way; nil where something else shows it.
  var progress: String? {
    switch self {
    case .account, .load, .snapshot, .file: nil
    case .reveal(let client), .copySecret(let client): "Reading the secret of “\(client.name)”"
    case .create(let draft): "Creating “\(draft.name)”"
    case .update(_, let client): "Saving “\(client.name)”"
    case .delete(let client): "Deleting “\(client.name)”"
    case .rotate(let client): "Rotating the secret of “\(client.name)”"
    case .setConfigVars(let destination): "Setting the config vars of “\(destination.app)”"
    }
  }
}
