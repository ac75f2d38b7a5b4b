import FoundationEssentials
import Logging
import Platform
import Synchronization

/// Where requests are noted.
enum LogDestination: Hashable, Sendable {
  /// A file.
  case file(String)
  /// What the program was started with: 2 is standard error.
  case descriptor(Int32)

  /// Reads what was given: `-` and the system's names for open descriptors are those, all else is a file.
  init(_ text: String) {
    let path = Self.simple(text)
    let named: [String: Int32] = ["-": 2, "/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2]
    let numbered = ["/dev/fd/", "/proc/self/fd/", "/proc/thread-self/fd/"].lazy.compactMap { folder in
      // `>(command)` is such a name in a shell.
      path.hasPrefix(folder) ? Int32(path.dropFirst(folder.count)) : nil
    }
    self = (named[path] ?? numbered.first { $0 >= 0 }).map(Self.descriptor) ?? .file(text)
  }

  /// A whole path without what means nothing in it: `/dev//stderr`, `/dev/./stderr`.
  private static func simple(_ text: String) -> String {
    guard text.hasPrefix("/") else { return text }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    let last = parts.last.map { [$0] } ?? []
    return "/" + (parts.dropLast().filter { !$0.isEmpty && $0 != "." } + last).joined(separator: "/")
  }
}

/// The file, or standard error, that a line is added to for each request.
final class RequestLog: Sendable {
  /// What it is called, for people.
  let name: String
  private let descriptor: Int32
  private let isOurs: Bool
  /// Why the first line that could not be written was not; 0 while all were.
  private let firstError = Mutex<Int32>(0)

  /// Opens it, and makes the file if there is none.
  ///
  /// A file is readable by its owner alone.
  init(_ destination: LogDestination) throws(CommandFailure) {
    switch destination {
    case .descriptor(let number):
      name = number == STDERR_FILENO ? "standard error" : "/dev/fd/\(number)"
      descriptor = number
      isOurs = false
      guard number != STDOUT_FILENO else {
        throw Self.failure(name, "standard output is for data; - is standard error")
      }
      let flags = fcntl(number, F_GETFL)
      guard flags >= 0 else { throw Self.failure(name, String(cString: strerror(errno))) }
      guard flags & O_ACCMODE != O_RDONLY else { throw Self.failure(name, "it is open for reading only") }
    case .file(let path):
      name = path
      // O_NONBLOCK: a pipe that nobody reads would be waited for, for ever.
      descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
      isOurs = true
      guard descriptor >= 0 else {
        let reason =
          switch errno {
          case ELOOP: "it is a symbolic link; name the file that it leads to"
          case ENXIO where path == "/dev/tty": "there is no terminal"
          case ENXIO: "it is a pipe that nobody reads"
          case let code: String(cString: strerror(code))
          }
        throw Self.failure(path.isEmpty ? "“”" : path, reason)
      }
      var status = stat()
      // One that existed may have been open to others; a device's mode is not ours to change.
      if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG { fchmod(descriptor, 0o600) }
    }
  }

  deinit {
    if isOurs { close(descriptor) }
  }

  private static func failure(_ name: String, _ reason: String) -> CommandFailure {
    CommandFailure(.wrongUsage, "The log file \(name) cannot be opened: \(reason). Nothing was done.")
  }

  /// Adds a line, in one piece: several processes may write to the same file.
  func append(_ line: String) {
    // A log that cannot be written must not keep the program from its work; it is told of at the end.
    let bytes = Array((line + "\n").utf8)
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count < bytes.count else { return }
    let error = count < 0 ? errno : ENOSPC
    firstError.withLock { if $0 == 0 { $0 = error } }
  }

  /// What to tell at the end: nil if every line is in the file.
  var complaint: String? {
    let error = firstError.withLock { $0 }
    guard error != 0 else { return nil }
    return
      "The log file \(name) could not be written: \(String(cString: strerror(error))). It is not complete."
  }

  /// Whether its lines would appear on the very terminal that the browser draws on.
  var isOnTheScreen: Bool {
    guard isatty(descriptor) == 1 else { return false }
    var own = stat()
    guard fstat(descriptor, &own) == 0 else { return false }
    var controlling = stat()
    if stat("/dev/tty", &controlling) == 0, own.st_rdev == controlling.st_rdev { return true }
    return [STDIN_FILENO, STDOUT_FILENO].contains { screen in
      var status = stat()
      return isatty(screen) == 1 && fstat(screen, &status) == 0 && status.st_rdev == own.st_rdev
    }
  }

  /// A logger whose events become lines of it.
  var logger: Logger { Logger(label: "heroku-api") { _ in LineLogHandler(log: self) } }
}

/// Writes log events as lines: time, level, message, and the metadata in the order of their names.
struct LineLogHandler: LogHandler {
  let log: RequestLog
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  init(log: RequestLog) {
    self.log = log
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let values = metadata.merging(event.metadata ?? [:]) { _, own in own }
    log.append(Self.line(at: .now, level: event.level, message: "\(event.message)", values))
  }

  /// One line of the log.
  static func line(at date: Date, level: Logger.Level, message: String, _ metadata: Logger.Metadata) -> String
  {
    let time = date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    let pairs = metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\(word("\($0.value)"))" }
    return ([time, level.rawValue, word(message)] + pairs).joined(separator: " ")
  }

  /// A text as one word: what servers send must not end the line, or look like another value.
  private static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\"") }
    return isPlain && !text.isEmpty ? text : JSONString.quoted(text)
  }
}
