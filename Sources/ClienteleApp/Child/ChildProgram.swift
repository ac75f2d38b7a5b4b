import Platform

/// A program that the system would run, with its arguments.
struct ChildProgram: Sendable {
  /// What was typed.
  let name: String
  /// Where it is.
  let path: String
  let arguments: [String]

  /// Finds the program that a command line names, as a shell would, and makes sure that it can be run.
  ///
  /// Before the secret is fetched, or even made: a misspelt command must not cost a rotation.
  init(_ command: [String], searchPath: String?) throws(CommandFailure) {
    let name = command.first ?? ""
    self.name = name
    arguments = Array(command.dropFirst())
    guard let found = Self.find(name, in: searchPath) else {
      throw CommandFailure(.cannotRun, "There is no command “\(name)”. Nothing was done.")
    }
    path = found
    if let obstacle = ProgramCheck(searchPath: searchPath).obstacle(to: found) {
      throw CommandFailure(.cannotRun, "“\(name)” cannot be run: \(obstacle). Nothing was done.")
    }
  }

  /// Where a program is: the first that may be run, else the first that is there.
  static func find(_ name: String, in searchPath: String?) -> String? {
    guard !name.isEmpty else { return nil }
    if name.contains("/") { return name }
    let folders = (searchPath ?? "/usr/local/bin:/bin:/usr/bin")
      .split(separator: ":", omittingEmptySubsequences: false)
    let candidates = folders.map { $0.isEmpty ? "./\(name)" : "\($0)/\(name)" }.filter(isFile)
    return candidates.first { access($0, X_OK) == 0 } ?? candidates.first
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}

/// Finds out what would keep the system from running a file, without running it.
struct ProgramCheck {
  /// `PATH`, in which `env` looks for interpreters.
  let searchPath: String?

  /// How many scripts may be each other's interpreters; Linux gives up there too.
  private static let deepest = 4

  /// Why a file cannot be run, as a clause; nil where nothing speaks against it.
  func obstacle(to path: String, depth: Int = 0) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return String(cString: strerror(errno)) }
    // A folder may be entered, which access takes for the same.
    guard status.st_mode & S_IFMT == S_IFREG else {
      return status.st_mode & S_IFMT == S_IFDIR ? "it is a directory" : "it is no file"
    }
    guard access(path, X_OK) == 0 else {
      let reason = String(cString: strerror(errno))
      let isMarked = status.st_mode & (S_IXUSR | S_IXGRP | S_IXOTH) != 0
      return isMarked ? "\(reason), or its file system allows no programs" : "\(reason): it is not executable"
    }
    // What may be run but not read is for the system alone to judge.
    guard let beginning = Self.beginning(of: path) else { return nil }
    switch ProgramFormat(beginning, size: Int(status.st_size)) {
    case .empty: return "it is empty"
    case .script(let interpreter, let argument):
      return obstacle(toInterpreter: interpreter, argument, depth: depth)
    case .native(let loader):
      guard let loader, access(loader, F_OK) != 0 else { return nil }
      return "it needs \(loader), which is not there"
    case .foreign(let kind):
      return BinaryFormats.ofThisSystem.contain(path, beginning) ? nil : "it is \(kind)"
    case .unknown:
      return BinaryFormats.ofThisSystem.contain(path, beginning)
        ? nil : "it is no program, and no script that begins with #! and its interpreter"
    }
  }

  private func obstacle(toInterpreter interpreter: String, _ argument: String, depth: Int) -> String? {
    let hasReturn = argument.isEmpty ? interpreter.hasSuffix("\r") : argument.hasSuffix("\r")
    if hasReturn, !argument.isEmpty || access(interpreter, F_OK) != 0 {
      return "its first line ends with a carriage return: save it with line feeds alone"
    }
    guard !interpreter.isEmpty else { return "its first line names no interpreter" }
    guard depth < Self.deepest else { return "its interpreters are scripts of each other" }
    if let obstacle = obstacle(to: interpreter, depth: depth + 1) {
      return "its interpreter is “\(interpreter)”: \(obstacle)"
    }
    guard interpreter.split(separator: "/").last == "env",
      let name = ProgramFormat.programOfEnv(argument)
    else { return nil }
    guard let found = ChildProgram.find(name, in: searchPath) else {
      return "its interpreter is “\(name)”, and there is no such command"
    }
    return obstacle(to: found, depth: depth + 1).map { "its interpreter is “\(name)”: \($0)" }
  }

  /// Enough of a file for the system, which looks at 256 bytes, and for the table of a program's parts.
  private static func beginning(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    return [UInt8](unsafeUninitializedCapacity: 8192) { buffer, count in
      while count < buffer.count, let start = buffer.baseAddress {
        let received = read(file, start + count, buffer.count - count)
        if received < 0, errno == EINTR { continue }
        guard received > 0 else { break }
        count += received
      }
    }
  }
}
