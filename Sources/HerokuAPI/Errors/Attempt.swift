/// What a call was for, in the words that an error message needs.
///
/// Names are shown as they are; whoever puts a message on a terminal cleans it there.
public enum Attempt: Hashable, Sendable {
  /// Asking whose token it is.
  case readAccount
  /// Loading the list.
  case loadClients
  /// Reading one client, for its secret.
  case readClient(name: String)
  /// Creating a client.
  case create(name: String)
  /// Setting these fields of a client.
  case update(name: String, fields: [ClientField])
  /// Deleting a client.
  case delete(name: String)
  /// Rotating a client's credentials.
  case rotate(name: String)
  /// Looking whether an app is there.
  case findApp(name: String)
  /// Writing a client's id and secret into config vars of an app.
  case setConfigVars(app: String)
}
