import HerokuAPI
import NIOSSL
import Platform

extension TLSConfiguration {
  /// Verifies certificates against the ones that are named, or the system's.
  init(_ trust: Trust) {
    self = .makeClientConfiguration()
    switch (trust.file, trust.directory) {
    case (nil, nil):
      trustRoots = .default
    case (let file?, nil):
      trustRoots = .file(file)
    case (nil, let directory?):
      trustRoots = .file(directory)
    case (let file?, let directory?):
      trustRoots = .file(directory)
      additionalTrustRoots = [.file(file)]
    }
  }
}

extension Trust {
  /// Fails where a path that is named cannot be read.
  ///
  /// async-http-client would report it as a connection that could not be made, without a word about the path.
  func check() throws(TransportFailure) {
    for (variable, path) in [("SSL_CERT_FILE", file), ("SSL_CERT_DIR", directory)] {
      guard let path, access(path, R_OK) != 0 else { continue }
      throw TransportFailure(
        .untrusted,
        mayHaveBeenSent: false,
        detail: "\(variable) cannot be read: \(path)"
      )
    }
  }
}
