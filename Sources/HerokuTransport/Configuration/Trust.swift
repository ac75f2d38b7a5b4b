/// Whose certificates are believed; they are always verified.
public struct Trust: Hashable, Sendable {
  /// A file of certificates in PEM format that takes the place of the system's.
  public var file: String?
  /// A directory of certificates, as `c_rehash` names them, that takes the place of the system's.
  public var directory: String?

  /// Believes the system's certificates, or those that are named.
  public init(file: String? = nil, directory: String? = nil) {
    self.file = file
    self.directory = directory
  }

  /// Believes what `SSL_CERT_FILE` and `SSL_CERT_DIR` name, or else the system's.
  public init(environment: [String: String]) {
    func path(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    self.init(file: path("SSL_CERT_FILE"), directory: path("SSL_CERT_DIR"))
  }
}
