import FoundationEssentials

extension TransportFailure {
  /// Why no whole answer arrived, as a clause.
  func cause(_ server: ServerName) -> String {
    let host = proxy.map { "\(server.host) (through the proxy \($0))" } ?? server.host
    switch kind {
    case .refused: return "nothing listens at \(host)"
    case .unknownHost: return "there is no host \(host)"
    case .connectTimeout: return "\(host) could not be reached in time"
    case .untrusted(let distrust): return distrust.cause(host)
    case .proxy(let trouble): return trouble.cause(server.host)
    case .connectionLost: return "the connection to \(host) was lost before the answer was complete"
    case .silent: return "\(host) stayed silent for too long"
    case .malformedAnswer: return "the answer of \(host) was cut off, or is not HTTP"
    case .speaksTLS: return "\(host) does not answer in plain http, and may speak TLS"
    case .tooLarge: return "the answer of \(host) is too large"
    case .cancelled: return "it was cancelled while \(host) had not answered yet"
    case .other: return "\(host) could not be reached\(detail.isEmpty ? "" : " (\(detail))")"
    }
  }

  /// What to do about it where nothing was changed, as a sentence.
  func advice(_ server: ServerName) -> String {
    switch kind {
    case .refused where server.isHeroku: "Check the network, and try again."
    case .refused: "Is the server running, and is this its port?"
    case .unknownHost: "Check the host's name and the network."
    case .connectTimeout where proxy != nil: "Check the network and the proxy."
    case .connectTimeout: "Check the network; a proxy is set with HTTPS_PROXY."
    case .untrusted(let distrust): distrust.advice
    case .proxy(let trouble): trouble.advice
    case .connectionLost, .silent, .malformedAnswer, .other: "Try again."
    case .speaksTLS: "Try https."
    case .tooLarge: "Is this the API?"
    case .cancelled: ""
    }
  }
}

extension Distrust {
  fileprivate func cause(_ host: String) -> String {
    switch self {
    case .expired(let date): "the certificate of \(host) expired on \(date.day)"
    case .notYetValid(let date): "the certificate of \(host) is not valid before \(date.day)"
    case .wrongName(let names):
      "the certificate that \(host) shows is for "
        + (names.isEmpty ? "no host by name" : Self.listed(names, most: 3) + ", and not for it")
    case .wrongPurpose: "the certificate of \(host) is not made for servers"
    case .wrongKeyUse: "the certificate of \(host) is not made for this use: its keyUsage does not permit it"
    case .criticalExtension(let number):
      "the certificate of \(host) demands something that is not known here (extension \(number))"
    case .selfSigned: "the certificate of \(host) vouches for itself, and is not trusted here"
    case .unknownAuthority(let issuer):
      "the certificate of \(host) was issued by \(Self.authority(issuer)), which is not trusted here"
    case .expiredAuthority(let issuer, let date):
      "the certificate of \(host) was issued by \(Self.authority(issuer)), whose own certificate expired here on "
        + date.day
    case .expiredIntermediate(let issuer, let date):
      "the certificate of \(host) depends on that of \(Self.authority(issuer)), which expired on \(date.day)"
    case .intermediateNotYetValid(let issuer, let date):
      "the certificate of \(host) depends on that of \(Self.authority(issuer)), which is not valid before "
        + date.day
    case .noAuthority(let issuer):
      "the certificate of \(host) was issued by \(Self.authority(issuer)), whose own certificate does not let it "
        + "issue any"
    case .notBorneOut(let issuer):
      "the certificate of \(host) says that \(Self.authority(issuer)) issued it, and what is trusted here by that "
        + "name does not bear it out"
    case .noRoots(let clause): clause
    case .noTLS: "\(host) does not speak TLS"
    case .hungUp: "\(host) hung up during the TLS handshake"
    case .handshake: "the TLS handshake with \(host) failed"
    }
  }

  fileprivate var advice: String {
    switch self {
    case .expired: "Its owner has to renew it, unless the clock of this machine is wrong."
    case .expiredIntermediate:
      "The server’s owner has to put a present one there, unless the clock of this machine is wrong."
    case .wrongPurpose, .wrongKeyUse, .criticalExtension, .noAuthority:
      "The server’s owner has to put another one there."
    case .notYetValid, .intermediateNotYetValid: "Is the clock of this machine right?"
    case .wrongName: "Is this the right host? A proxy in between may have answered in its place."
    case .selfSigned, .unknownAuthority, .notBorneOut:
      "Certificates are always verified: if a proxy in between has its own, set SSL_CERT_FILE to the file that vouches for it."
    case .expiredAuthority: "Put its present certificate where the old one is."
    case .noRoots:
      "SSL_CERT_FILE names a file of certificates in PEM format, SSL_CERT_DIR directories that “openssl rehash” has seen to."
    case .noTLS: "Is this its port for https?"
    case .hungUp, .handshake: "A proxy in between may not let it through."
    }
  }

  private static func authority(_ name: String?) -> String { name.map { "“\($0)”" } ?? "somebody" }

  private static func listed(_ names: [String], most: Int) -> String {
    let shown = names.prefix(most).joined(separator: ", ")
    return names.count > most ? "\(shown) and \(names.count - most) more" : shown
  }
}

extension ProxyTrouble {
  /// What is wrong, as a clause.
  ///
  /// - Parameter host: the server that was to be reached.
  public func cause(_ host: String) -> String {
    switch reason {
    case .refused: "nothing listens at the proxy \(proxy)"
    case .unknownHost: "there is no host of the proxy's name, \(proxy)"
    case .connectTimeout: "the proxy \(proxy) could not be reached in time"
    case .unreachable: "there is no way to the proxy \(proxy)"
    case .wantsLogin: "the proxy \(proxy) wants a user and a password"
    case .refusesLogin: "the proxy \(proxy) does not accept the user and the password that it was given"
    case .otherLogin(let ways): "the proxy \(proxy) wants a login of a kind that is not supported (\(ways))"
    case .declined(let why): "the proxy \(proxy) did not connect to \(host)\(why.map { " (\($0))" } ?? "")"
    case .noProxy: "what listens at \(proxy) is not the proxy that it is taken for"
    case .noTLS: "the proxy \(proxy) let it through to \(host), but what answers there does not speak TLS"
    }
  }

  fileprivate var advice: String {
    switch reason {
    case .refused, .connectTimeout, .unreachable:
      "Is the proxy running? HTTPS_PROXY names it; NO_PROXY names servers that are asked without it."
    case .unknownHost, .noProxy: "Look at HTTPS_PROXY."
    case .wantsLogin:
      "HTTPS_PROXY takes them, percent-encoded, as http://USER:PASSWORD@HOST:PORT; for SOCKS they are not supported."
    case .refusesLogin:
      "Look at HTTPS_PROXY: characters that mean something in a URL have to be percent-encoded there."
    case .otherLogin:
      "A proxy on this machine that logs in for you, as Cntlm or Px do, can stand in between: HTTPS_PROXY names it."
    case .declined: "Look at HTTPS_PROXY and NO_PROXY."
    case .noTLS:
      "Does this network want you to sign in on a page of its own? Else look at HTTPS_PROXY and NO_PROXY."
    }
  }
}

extension Date {
  /// The day, as `2026-11-25`, by the clock of UTC, as certificates have it.
  fileprivate var day: String { formatted(.iso8601.year().month().day()) }
}
