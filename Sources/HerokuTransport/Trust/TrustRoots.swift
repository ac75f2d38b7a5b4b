import FoundationEssentials
import NIOSSL

/// The certificates that are believed, as they were read from where ``Trust`` says.
struct TrustRoots: Sendable {
  /// Those that are valid now.
  ///
  /// The others are kept from BoringSSL: of two copies of an authority's certificate it takes any, and where that one
  /// has expired, it looks for no other.
  private(set) var valid: [NIOSSLCertificate] = []
  /// Those that are not, to tell why nothing vouches for a server.
  private(set) var invalid: [NIOSSLCertificate] = []
  /// What of it could not be used, as clauses for people.
  private(set) var problems: [String] = []

  /// Reads what is named; fails where a file that is named is of no use, or all directories are.
  init(_ trust: Trust, now: Date = Date()) throws(UnusableTrust) {
    if let file = trust.file {
      let before = valid.count
      do throws(CertificateFile.Problem) {
        take(try CertificateFile.read(file), now: now)
      } catch {
        throw UnusableTrust("SSL_CERT_FILE cannot be used: \(file) \(error)")
      }
      guard valid.count > before else {
        throw UnusableTrust("SSL_CERT_FILE cannot be used: \(file) \(outdated(now))")
      }
    }
    for directory in trust.directories {
      do throws(CertificateFile.Problem) {
        take(try CertificateFile.readAll(in: directory), now: now)
      } catch {
        problems.append("\(directory) \(error)")
      }
    }
    guard valid.isEmpty else { return }
    let reason =
      problems.isEmpty ? "\(trust.directories.joined(separator: ":")) \(outdated(now))" : problems[0]
    throw UnusableTrust("SSL_CERT_DIR cannot be used: \(reason)")
  }

  private mutating func take(_ content: CertificateFile.Content, now: Date) {
    for certificate in content.certificates {
      if certificate.validity.contains(now) { valid.append(certificate) } else { invalid.append(certificate) }
    }
    problems += content.problems
  }

  /// That all certificates are out of date, as the end of a clause.
  private func outdated(_ now: Date) -> String {
    let last = invalid.map(\.validity.upperBound).max() ?? now
    guard last < now else { return "has no certificate that is valid yet" }
    return
      "has only certificates that have expired, the last on \(last.formatted(.iso8601.year().month().day()))"
  }
}

/// The certificates to trust that were named cannot be used.
public struct UnusableTrust: Error, Hashable {
  /// Which and why, as a clause.
  public let words: String

  init(_ words: String) { self.words = words }
}

extension NIOSSLCertificate {
  /// From when to when it is valid.
  var validity: ClosedRange<Date> {
    let begin = Date(timeIntervalSince1970: TimeInterval(notValidBefore))
    return begin...max(begin, Date(timeIntervalSince1970: TimeInterval(notValidAfter)))
  }
}
