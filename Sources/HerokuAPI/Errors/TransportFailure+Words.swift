extension TransportFailure {
  /// Why no whole answer arrived, as a clause.
  func cause(_ server: ServerName) -> String {
    let host = server.host
    switch kind {
    case .refused: return "nothing listens at \(host)"
    case .unknownHost: return "there is no host \(host)"
    case .connectTimeout: return "\(host) could not be reached in time"
    case .untrusted: return "the connection to \(host) cannot be trusted\(bracketed)"
    case .proxy: return "the proxy did not connect to \(host)\(bracketed)"
    case .connectionLost: return "the connection to \(host) was lost before the answer was complete"
    case .silent: return "\(host) stayed silent for too long"
    case .malformedAnswer: return "the answer of \(host) was cut off, or is not HTTP"
    case .tooLarge: return "the answer of \(host) is too large"
    case .cancelled: return "it was cancelled while \(host) had not answered yet"
    case .other: return "\(host) could not be reached\(bracketed)"
    }
  }

  /// What to do about it where nothing was changed, as a sentence.
  func advice(_ server: ServerName) -> String {
    switch kind {
    case .refused where server.isHeroku: "Check the network, and try again."
    case .refused: "Is the server running, and is this its port?"
    case .unknownHost: "Check the host's name and the network."
    case .connectTimeout: "Check the network; a proxy is set with HTTPS_PROXY."
    case .untrusted:
      "Certificates are always verified: if a proxy in between has its own, set SSL_CERT_FILE to the file that vouches for it."
    case .proxy: "Look at HTTPS_PROXY and NO_PROXY."
    case .connectionLost, .silent, .malformedAnswer, .other: "Try again."
    case .tooLarge: "Is this the API?"
    case .cancelled: ""
    }
  }

  private var bracketed: String { detail.isEmpty ? "" : " (\(detail))" }
}
