import FoundationEssentials
import NIOSSL
import Platform
import Synchronization

/// A file of certificates in PEM format.
enum CertificateFile {
  /// What was found.
  struct Content: Sendable {
    var certificates: [NIOSSLCertificate] = []
    /// What could not be read beside them, as clauses.
    var problems: [String] = []
  }

  /// Why a file or directory has no certificate, as the end of a clause.
  enum Problem: Error, CustomStringConvertible {
    case missing
    case unreadable(String)
    case empty
    case der
    case utf16
    case webPage
    case keyOnly
    case notPEM
    case broken
    case notHashed
    case device
    case silentPipe
    case tooLarge
    case notForServers
    case directory
    /// A directory has certificates by their names, and none by what is in them; a clause about the first of them.
    case onlyUnusable(String)

    var description: String {
      switch self {
      case .missing: "does not exist"
      case .unreadable(let why): "cannot be read (\(why))"
      case .empty: "is empty"
      case .der: "is in DER format, not PEM: “openssl x509 -inform der” converts it"
      case .utf16: "is in UTF-16: save it as plain text"
      case .webPage: "is a web page"
      case .keyOnly: "has a key in it, and no certificate"
      case .notPEM: "has no certificate in PEM format in it"
      case .broken: "has no certificate in it that can be read"
      case .device: "is a device, and no file"
      case .silentPipe: "is a pipe whose end did not come in time"
      case .tooLarge: "is larger than any file of certificates"
      case .notForServers: "has only certificates that are marked as not to be trusted for servers"
      case .directory: "is a directory"
      case .onlyUnusable(let first): "has no certificate that can be used: \(first)"
      case .notHashed: "has no certificate under a name that “openssl rehash” gives"
      }
    }
  }

  /// Reads all certificates of a file, or of a directory.
  static func read(_ path: String) throws(Problem) -> Content {
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { throw .missing }
    if isDirectory { return try readAll(in: path) }
    return try parse(try bytes(of: path), of: path)
  }

  /// What was read from pipes, which can be read once.
  private static let pipes = Mutex<[String: [UInt8]]>([:])

  /// The most that is read: a hundred times what systems have.
  private static let maximumSize = 1 << 25

  /// Reads a file, or what is written to a pipe, as a shell makes one of `<(…)`.
  private static func bytes(of path: String) throws(Problem) -> [UInt8] {
    if let known = pipes.withLock({ $0[path] }) { return known }
    // Without O_NONBLOCK, opening a pipe would wait for somebody to write to it.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(errno == EACCES ? "permission denied" : systemWords(errno)) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(systemWords(errno)) }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFIFO else { throw .device }
    var bytes: [UInt8] = []
    let deadline = ContinuousClock.now + .seconds(10)
    while bytes.count <= maximumSize {
      if kind == S_IFIFO { try wait(for: file, until: deadline) }
      var count = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, length in
        count = Platform.read(file, buffer.baseAddress, buffer.count)
        length = max(0, count)
      }
      if count < 0 {
        guard errno == EINTR || errno == EAGAIN else { throw .unreadable(systemWords(errno)) }
        continue
      }
      guard count == 0 else {
        bytes += chunk
        continue
      }
      if kind == S_IFIFO { pipes.withLock { $0[path] = bytes } }
      return bytes
    }
    throw .tooLarge
  }

  /// Waits until a pipe has something to read, or its end: before anybody has opened it for writing, a read would take
  /// it for empty.
  private static func wait(for file: CInt, until deadline: ContinuousClock.Instant) throws(Problem) {
    while ContinuousClock.now < deadline {
      var question = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      if poll(&question, 1, 100) > 0 { return }
    }
    throw .silentPipe
  }

  private static func systemWords(_ number: CInt) -> String { String(cString: strerror(number)) }

  /// Reads the certificates of a directory that stand under names such as `5ed36f99.0`: what OpenSSL would find there.
  ///
  /// Others may lie there for other reasons.
  static func readAll(in directory: String) throws(Problem) -> Content {
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory) else { throw .missing }
    guard isDirectory else { return try read(directory) }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: directory)
    } catch {
      throw .unreadable("permission denied")
    }
    var content = Content()
    for name in names.sorted() where isHashed(name) {
      do throws(Problem) {
        content.certificates += try readFile("\(directory)/\(name)").certificates
      } catch .missing {
        // A link to a certificate that was taken away.
        continue
      } catch {
        content.problems.append("\(directory)/\(name) \(error)")
      }
    }
    guard content.certificates.isEmpty else { return content }
    throw content.problems.first.map(Problem.onlyUnusable) ?? .notHashed
  }

  private static func readFile(_ path: String) throws(Problem) -> Content {
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { throw .missing }
    guard !isDirectory else { throw .directory }
    return try parse(try bytes(of: path), of: path)
  }

  private static func isHashed(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].utf8.count == 8 && parts[0].allSatisfy(\.isHexDigit)
      && !parts[1].isEmpty && parts[1].allSatisfy(\.isNumber)
  }

  /// Reads the certificates in a text, whatever stands between them: headings, keys, byte order marks.
  private static func parse(_ bytes: [UInt8], of path: String) throws(Problem) -> Content {
    guard !bytes.isEmpty else { throw .empty }
    let text = String(decoding: bytes, as: UTF8.self)
    var content = Content()
    var blocks = 0
    var notForServers = 0
    var labels: Set<Substring> = []
    var rest = text[...]
    while let begin = rest.firstRange(of: "-----BEGIN ") {
      rest = rest[begin.upperBound...]
      guard let labelEnd = rest.firstRange(of: "-----") else { break }
      let label = rest[..<labelEnd.lowerBound]
      labels.insert(label)
      rest = rest[labelEnd.upperBound...]
      guard certificateLabels.contains(label) else { continue }
      blocks += 1
      let body = rest.firstRange(of: "-----").map { rest[..<$0.lowerBound] } ?? ""
      if let der = Data(base64Encoded: String(body.filter { !$0.isWhitespace })),
        let certificate = try? NIOSSLCertificate(bytes: [UInt8](der), format: .der)
      {
        if label == "TRUSTED CERTIFICATE", !TrustRemarks([UInt8](der)).areForServers {
          notForServers += 1
        } else {
          content.certificates.append(certificate)
        }
      }
    }
    guard !content.certificates.isEmpty || notForServers == 0 else { throw .notForServers }
    guard content.certificates.isEmpty else {
      if notForServers > 0 {
        content.problems.append("\(path) has \(notForServers) that are not to be trusted for servers")
      }
      let broken = blocks - content.certificates.count - notForServers
      if broken > 0 { content.problems.append("\(path) has \(broken) that cannot be read among \(blocks)") }
      return content
    }
    throw problem(in: bytes, text, blocks: blocks, labels: labels)
  }

  /// What OpenSSL calls a certificate, old and new, and with remarks about its use behind it.
  private static let certificateLabels: Set<Substring> = [
    "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE",
  ]

  private static func problem(
    in bytes: [UInt8],
    _ text: String,
    blocks: Int,
    labels: Set<Substring>
  ) -> Problem {
    if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) { return .utf16 }
    // Without a mark, every other byte of a text in ASCII is 0.
    if bytes.prefix(64).count(where: { $0 == 0 }) * 3 > min(bytes.count, 64) { return .utf16 }
    // A sequence with a length of two bytes.
    if bytes.starts(with: [0x30, 0x82]) || bytes.starts(with: [0x30, 0x83]) { return .der }
    if blocks > 0 { return .broken }
    if labels.contains(where: { $0.hasSuffix("KEY") }) { return .keyOnly }
    let start = text.prefix(200).lowercased()
    if start.contains("<!doctype") || start.contains("<html") { return .webPage }
    return text.allSatisfy(\.isWhitespace) ? .empty : .notPEM
  }
}

/// What OpenSSL has behind a certificate that it calls trusted: the uses that it is trusted for, and those that it is
/// not (`X509_CERT_AUX`).
struct TrustRemarks {
  private var trusted: [[UInt8]]?
  private var rejected: [[UInt8]] = []

  /// Reads what stands behind a certificate in DER format; that may be nothing.
  init(_ bytes: [UInt8]) {
    var both = DERReader(bytes[...])
    _ = both.next()
    var remarks = DERReader(both.next()?.content ?? [])
    while let remark = remarks.next() {
      var kinds = DERReader(remark.content)
      var uses: [[UInt8]] = []
      while let kind = kinds.next() { uses.append(Array(kind.content)) }
      switch remark.tag {
      case 0x30: trusted = uses
      case 0xa0: rejected = uses
      default: continue
      }
    }
  }

  /// Whether servers may be trusted by it, as OpenSSL decides: what is rejected comes first.
  var areForServers: Bool {
    guard rejected.allSatisfy({ !ObjectIdentifiers.servers.contains($0) }) else { return false }
    return trusted?.contains(where: ObjectIdentifiers.servers.contains) ?? true
  }
}
