extension Attempt {
  /// The attempt as what could not be done: `Could not delete “Staging”`.
  var failed: String { "Could not \(verbPhrase)" }

  /// The attempt as what may have been done: `It is not known whether “Staging” was deleted`.
  var unknown: String {
    switch self {
    case .readAccount, .loadClients, .readClient, .findApp: failed
    case .create(let name): "It is not known whether “\(name)” was created"
    case .update(let name, []): "It is not known whether “\(name)” was changed"
    case .update(let name, let fields):
      "It is not known whether the \(Self.list(fields)) of “\(name)” \(fields.count > 1 ? "were" : "was") changed"
    case .delete(let name): "It is not known whether “\(name)” was deleted"
    case .rotate(let name): "It is not known whether the credentials of “\(name)” were rotated"
    case .setConfigVars(let app): "It is not known whether the config vars of “\(app)” were set"
    }
  }

  /// The attempt while it is under way: `Deleting “Staging”`; nil where it takes no change or secret.
  public var progress: String? {
    switch self {
    case .readAccount, .loadClients, .findApp: nil
    case .readClient(let name): "Reading the secret of “\(name)”"
    case .create(let name): "Creating “\(name)”"
    case .update(let name, _): "Saving “\(name)”"
    case .delete(let name): "Deleting “\(name)”"
    case .rotate(let name): "Rotating the secret of “\(name)”"
    case .setConfigVars(let app): "Setting the config vars of “\(app)”"
    }
  }

  /// What holds after a refusal, as a sentence; empty where nothing could have changed.
  var unchanged: String {
    switch self {
    case .readAccount, .loadClients, .readClient, .findApp: ""
    case .create: "Nothing was created."
    case .update: "Nothing was changed."
    case .delete: "Nothing was deleted."
    case .rotate: "The secret is still the old one."
    case .setConfigVars: "The app was left as it was."
    }
  }

  /// What to look at before the attempt is repeated, where it may have been done.
  func whatToLookAt(for audience: Audience) -> String {
    switch (self, audience) {
    case (.readAccount, _), (.loadClients, _), (.readClient, _), (.findApp, _):
      "Try again."
    case (.create, .browser):
      "It may have been done: reload the list and look for the new client before you create it again, "
        + "or there may be two of them."
    case (.create, .command):
      "It may have been done: look for the new client with “clientele list” before you create it again, "
        + "or there may be two of them."
    case (.update, .browser):
      "It may have been done: reload, and look at the client as it is now before you change it again."
    case (.update, .command):
      "It may have been done: look at the client with “clientele info” before you change it again."
    case (.delete, .browser):
      "It may have been done: reload, and see whether the client is still there before you try again."
    case (.delete, .command):
      "It may have been done: see with “clientele list” whether the client is still there before you try again."
    case (.rotate, .browser):
      "It may have been done, and then the old secret no longer works: read the client, and see whether its "
        + "secret is a new one, before you rotate it again."
    case (.rotate, .command):
      "It may have been done, and then the old secret no longer works: see with “clientele info --reveal” whether "
        + "the secret is a new one before you rotate it again."
    case (.setConfigVars, _):
      "It may have been done, and then the app restarts. To set them once more does no harm."
    }
  }

  /// The one field that the attempt sets, if it is one.
  var onlyField: ClientField? {
    guard case .update(_, let fields) = self, fields.count == 1 else { return nil }
    return fields.first
  }

  /// Whether it is about an app, not about a client.
  var isAboutApp: Bool {
    switch self {
    case .findApp, .setConfigVars: true
    default: false
    }
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
    case .findApp(let name): "find the app “\(name)”"
    case .setConfigVars(let app): "set the config vars of “\(app)”"
    }
  }

  /// Fields in words: `name and redirect URI`.
  static func list(_ fields: [ClientField]) -> String {
    fields.map(\.label).joined(separator: " and ")
  }
}
