import FoundationEssentials
import HerokuAPI
import NIOSSL
import Platform

/// Whose certificates are believed; they are always verified.
public struct Trust: Hashable, Sendable {
  /// A file of certificates in PEM format that takes the place of the system's.
  public var file: String?
  /// Directories of certificates, as `openssl rehash` names them, that take the place of the system's.
  public var directories: [String]

  /// Believes the system's certificates, or those that are named.
  public init(file: String? = nil, directories: [String] = []) {
    self.file = file
    self.directories = directories
  }

  /// Believes what `SSL_CERT_FILE` and `SSL_CERT_DIR` name, or else the system's.
  ///
  /// `SSL_CERT_DIR` is a list, with colons between the directories, as OpenSSL has it.
  public init(environment: [String: String]) {
    self.init(
      file: environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 },
      directories: (environment["SSL_CERT_DIR"] ?? "").split(separator: ":").map(String.init)
    )
  }

  /// Whether nothing is named, so that the system's certificates are believed.
  public var isSystems: Bool { file == nil && directories.isEmpty }
}

extension Trust {
  /// What TLS is told, and the certificates that were read for it; nil where the system's are believed.
  func resolved() throws(TransportFailure) -> (TLSConfiguration, TrustRoots?) {
    var tls = TLSConfiguration.makeClientConfiguration()
    do throws(UnusableTrust) {
      guard let roots = try roots() else { return (tls, nil) }
      tls.trustRoots = .certificates(roots.valid)
      return (tls, roots)
    } catch {
      throw TransportFailure(.untrusted(.noRoots(error.words)), mayHaveBeenSent: false)
    }
  }

  /// The certificates, read; nil where NIOSSL finds the system's itself.
  func roots() throws(UnusableTrust) -> TrustRoots? {
    guard isSystems else { return try TrustRoots(self) }
    guard OperatingSystem.current == .linux, !Self.knownPlaces.contains(where: Self.isThere) else {
      return nil
    }
    if let file = Self.otherPlaces.first(where: Self.isThere) { return try TrustRoots(Trust(file: file)) }
    throw UnusableTrust(
      "this system has no certificates to trust: install them (ca-certificates), or set SSL_CERT_FILE"
    )
  }

  /// Tries whether the certificates can be used.
  ///
  /// - Returns: what is believed, or why nothing is, as a clause; and what of it cannot be used.
  public func check() -> (result: Result<String, UnusableTrust>, remarks: [String]) {
    do throws(UnusableTrust) {
      let places = ([file] + directories).compactMap { $0 }.joined(separator: ", ")
      guard let roots = try roots() else { return (.success("the system’s"), []) }
      let count = roots.valid.count == 1 ? "1 certificate" : "\(roots.valid.count) certificates"
      return (.success("\(count) of \(isSystems ? "the system" : places)"), roots.problems)
    } catch {
      return (.failure(error), [])
    }
  }

  /// Where NIOSSL looks.
  private static let knownPlaces = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/certs",
  ]
  /// Where other systems have them.
  private static let otherPlaces = [
    "/etc/ssl/ca-bundle.pem", "/etc/pki/tls/cacert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
  ]

  private static func isThere(_ path: String) -> Bool {
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return false }
    guard isDirectory else { return true }
    return (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty == false
  }
}
