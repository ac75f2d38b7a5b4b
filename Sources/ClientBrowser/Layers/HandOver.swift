public import HerokuAPI

/// The panel with id and secret after a creation or a rotation.
///
/// It stays until it is dismissed.
public struct HandOver: Hashable, Sendable {
  /// What it follows.
  public enum Occasion: Hashable, Sendable {
    case created, rotated
  }

  /// What it follows.
  public let occasion: Occasion
  /// The client and its new secret.
  public let credentials: ClientCredentials
  /// Whether the secret is shown.
  public internal(set) var isSecretShown = false
  /// The name of the file to write, while it is typed.
  public internal(set) var fileName: LineEditor?
  /// The app whose config vars to set, and perhaps a prefix, while it is typed.
  public internal(set) var appName: LineEditor?
  /// The file being written, or the config vars being set.
  public internal(set) var request: RequestID?
  /// What just happened in the panel.
  public internal(set) var message: Status?

  /// Where a key press lands.
  var context: Context {
    fileName != nil ? .fileName : appName != nil ? .appName : .handOver
  }

  init(_ occasion: Occasion, _ credentials: ClientCredentials) {
    self.occasion = occasion
    self.credentials = credentials
  }
}
