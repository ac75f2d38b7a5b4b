extension Attempt {
  /// The attempt as what could not be done: `Could not delete “Staging”`.
  var failed: String { "Could not \(verbPhrase)" }

  /// The attempt as what may have been done: `It is not known whether “Staging” was deleted`.
  var unknown: String {
    switch self {
    case .readAccount, .loadClients, .readClient: failed
    case .create(let name): "It is not known whether “\(name)” was created"
    case .update(let name, []): "It is not known whether “\(name)” was changed"
    case .update(let name, let fields):
      "It is not known whether the \(Self.list(fields)) of “\(name)” \(fields.count > 1 ? "were" : "was") changed"
    case .delete(let name): "It is not known whether “\(name)” was deleted"
    case .rotate(let name): "It is not known whether the credentials of “\(name)” were rotated"
    }
  }

  /// What holds after a refusal, as a sentence; empty where nothing could have changed.
  var unchanged: String {
    switch self {
    case .readAccount, .loadClients, .readClient: ""
    case .create: "Nothing was created."
    case .update: "Nothing was changed."
    case .delete: "Nothing was deleted."
    case .rotate: "The secret is still the old one."
    }
  }

  /// What to look at before the attempt is repeated, where it may have been done.
  var whatToLookAt: String {
    switch self {
    case .readAccount, .loadClients, .readClient:
      "Try again."
    case .create:
      "It may have been done: reload the list and look for the new client before you create it again, "
        + "or there may be two of them."
    case .update:
      "It may have been done: reload, and look at the client as it is now before you change it again."
    case .delete:
      "It may have been done: reload, and see whether the client is still there before you try again."
    case .rotate:
      "It may have been done, and then the old secret no longer works: read the client, and see whether its "
        + "secret is a new one, before you rotate it again."
    }
  }

  /// The one field that the attempt sets, if it is one.
  var onlyField: ClientField? {
    guard case .update(_, let fields) = self, fields.count == 1 else { return nil }
    return fields.first
  }

  private var verbPhrase: String {
    switch self {
    case .readAccount: "ask whose account this is"
    case .loadClients: "load the clients"
    case .readClient(let name): "read “\(name)”"
    case .create(let name): "create “\(name)”"
    case .update(let name, []): "change “\(name)”"
    case .update(let name, let fields): "change the \(Self.list(fields)) of “\(name)”"
    case .delete(let name): "delete “\(name)”"
    case .rotate(let name): "rotate the credentials of “\(name)”"
    }
  }

  /// Fields in words: `name and redirect URI`.
  static func list(_ fields: [ClientField]) -> String {
    fields.map(\.label).joined(separator: " and ")
  }
}
