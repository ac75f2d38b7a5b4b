import Platform

/// What the system takes a file for by its first bytes.
enum ProgramFormat: Hashable, Sendable {
  /// There is nothing in it.
  case empty
  /// A script with the interpreter that its first line names, and what that is given; both as they stand there.
  case script(interpreter: String, argument: String)
  /// A program of this system, and the program that loads it, if it names one.
  case native(loader: String?)
  /// A program of another system, in words.
  case foreign(String)
  /// Neither.
  case unknown

  /// How much of a first line the system reads.
  static let longestFirstLine = 255

  /// Reads the beginning of a file.
  ///
  /// - Parameter size: how many bytes the whole of it has; nil where this is the whole.
  init(
    _ bytes: [UInt8],
    size: Int? = nil,
    on system: OperatingSystem = .current,
    machine: ELFMachine? = .current
  ) {
    if bytes.isEmpty {
      self = .empty
    } else if bytes.starts(with: "#!".utf8) {
      self = Self.script(bytes.dropFirst(2).prefix(Self.longestFirstLine - 2))
    } else if let program = ELFHeader(bytes) {
      let size = max(size ?? 0, bytes.count)
      self =
        system == .linux
        ? program.format(on: machine, size: UInt64(size)) : .foreign("a program of another system")
    } else if Self.machO.contains(where: bytes.starts(with:)) {
      self = system == .linux ? .foreign("a program of another system") : .native(loader: nil)
    } else if bytes.starts(with: "MZ".utf8) {
      self = .foreign("a program of another system")
    } else {
      self = .unknown
    }
  }

  private static let machO: [[UInt8]] = [
    [0xCF, 0xFA, 0xED, 0xFE], [0xCE, 0xFA, 0xED, 0xFE], [0xCA, 0xFE, 0xBA, 0xBE], [0xCA, 0xFE, 0xBA, 0xBF],
  ]

  private static func script(_ rest: ArraySlice<UInt8>) -> ProgramFormat {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let line = rest.prefix { $0 != UInt8(ascii: "\n") }
    let trimmed = line.drop(while: isBlank)
    let interpreter = trimmed.prefix { !isBlank($0) && $0 != 0 }
    let argument = trimmed.dropFirst(interpreter.count).prefix { $0 != 0 }.drop(while: isBlank)
    let end = argument.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? argument.startIndex
    return .script(
      interpreter: String(decoding: interpreter, as: UTF8.self),
      argument: String(decoding: argument[argument.startIndex..<end], as: UTF8.self)
    )
  }

  /// The program that `env` looks for, given what stands behind it in a first line; nil where it cannot be told.
  static func programOfEnv(_ argument: String) -> String? {
    var words: ArraySlice<String>
    if let text = ["-S", "-vS", "--split-string="].lazy.compactMap({ prefix in
      argument.hasPrefix(prefix) ? argument.dropFirst(prefix.count) : nil
    }).first {
      words = text.split { $0 == " " || $0 == "\t" }.map(String.init)[...]
    } else {
      // Linux gives it all as one argument.
      let parts = argument.split { $0 == " " || $0 == "\t" }.map(String.init)
      words = OperatingSystem.current == .linux ? [argument] : parts[...]
    }
    while let word = words.first, word.contains("="), !word.hasPrefix("-") { words = words.dropFirst() }
    guard let program = words.first, !program.isEmpty, !program.hasPrefix("-") else { return nil }
    return program
  }
}

/// The machine that a program in the format of Linux is for.
struct ELFMachine: Hashable, Sendable {
  /// The number that stands in the file.
  let number: UInt16
  /// What it is called, for people.
  let name: String

  static let x86 = ELFMachine(number: 62, name: "x86-64")
  static let arm = ELFMachine(number: 183, name: "64-bit ARM")
  /// Machines of 32 bits, whose programs run on the ones above where the system was built so.
  static let smaller: [UInt16: ELFMachine] = [
    62: ELFMachine(number: 3, name: "x86"), 183: ELFMachine(number: 40, name: "32-bit ARM"),
  ]

  /// The machine that this program is for; nil where its programs have another format, or it is another one.
  ///
  /// Which of its branches is compiled depends on the machine.
  static var current: ELFMachine? {
    guard OperatingSystem.current == .linux else { return nil }
    #if arch(x86_64)
      return .x86
    #elseif arch(arm64)
      return .arm
    #else
      return nil
    #endif
  }
}

/// The first bytes of a program in the format of Linux.
struct ELFHeader: Hashable, Sendable {
  private let bytes: [UInt8]
  private let isWide: Bool
  private let isLittle: Bool

  /// nil where it is none.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: [0x7F] + "ELF".utf8) else { return nil }
    self.bytes = bytes
    isWide = bytes.count > 4 && bytes[4] == 2
    isLittle = bytes.count > 5 && bytes[5] == 1
  }

  /// What it is on a machine, if the file has that size.
  func format(on machine: ELFMachine?, size: UInt64) -> ProgramFormat {
    guard bytes.count >= 64, let type = number(at: 16, 2), let own = number(at: 18, 2) else {
      return .foreign("a program that is cut short")
    }
    // 2 and 3: a program as it is, and one that can lie anywhere.
    guard type == 2 || type == 3 else { return .foreign("a part of a program") }
    if let machine, own != UInt64(machine.number),
      own != ELFMachine.smaller[machine.number].map({ UInt64($0.number) })
    {
      return .foreign("a program for another machine than this one, which is \(machine.name)")
    }
    guard reach <= size else { return .foreign("a program that is cut short") }
    return .native(loader: loader)
  }

  /// How far into the file its table of parts leads, and those of them that are loaded, as far as the table can be read.
  private var reach: UInt64 {
    guard let table = number(at: isWide ? 32 : 28, isWide ? 8 : 4),
      let size = number(at: isWide ? 54 : 42, 2),
      let count = number(at: isWide ? 56 : 44, 2)
    else { return .max }
    func end(_ start: UInt64, _ length: UInt64) -> UInt64 {
      let (end, isTooFar) = start.addingReportingOverflow(length)
      return isTooFar ? .max : end
    }
    var furthest = end(table, size * count)
    guard table < 1 << 20 else { return furthest }
    for index in 0..<count {
      let entry = Int(table + index * size)
      guard let kind = number(at: entry, 4), let start = number(at: entry + (isWide ? 8 : 4), isWide ? 8 : 4),
        let length = number(at: entry + (isWide ? 32 : 16), isWide ? 8 : 4)
      else { break }
      // 1 and 3: what is loaded, and the name of the program that loads it.
      if kind == 1 || kind == 3, length > 0 { furthest = max(furthest, end(start, length)) }
    }
    return furthest
  }

  /// The program that loads it, from the table of its parts.
  private var loader: String? {
    guard let table = number(at: isWide ? 32 : 28, isWide ? 8 : 4),
      let size = number(at: isWide ? 54 : 42, 2),
      let count = number(at: isWide ? 56 : 44, 2), table < 1 << 20
    else { return nil }
    for index in 0..<count {
      let entry = Int(table + index * size)
      guard let kind = number(at: entry, 4) else { return nil }
      guard kind == 3 else { continue }
      guard let start = number(at: entry + (isWide ? 8 : 4), isWide ? 8 : 4),
        let length = number(at: entry + (isWide ? 32 : 16), isWide ? 8 : 4),
        start < bytes.count, length < bytes.count, Int(start + length) <= bytes.count
      else { return nil }
      let path = bytes[Int(start)..<Int(start + length)].prefix { $0 != 0 }
      return String(decoding: path, as: UTF8.self)
    }
    return nil
  }

  private func number(at offset: Int, _ count: Int) -> UInt64? {
    guard offset >= 0, offset + count <= bytes.count else { return nil }
    let digits = bytes[offset..<offset + count]
    let ordered = isLittle ? Array(digits.reversed()) : Array(digits)
    return ordered.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Formats besides its own that Linux has been told to run by an interpreter (binfmt_misc).
struct BinaryFormats: Hashable, Sendable {
  /// One of them.
  struct Format: Hashable, Sendable {
    var offset = 0
    var magic: [UInt8] = []
    var mask: [UInt8] = []
    var fileExtension: String?

    /// Reads the text that describes one; nil where it is switched off, or none.
    init?(_ text: String) {
      let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
      guard lines.first == ["enabled"] else { return nil }
      for line in lines.dropFirst() where line.count == 2 {
        switch line[0] {
        case "offset": offset = Int(line[1]) ?? 0
        case "magic": magic = Self.bytes(line[1])
        case "mask": mask = Self.bytes(line[1])
        case "extension": fileExtension = line[1]
        default: continue
        }
      }
      if magic.isEmpty, fileExtension == nil { return nil }
    }

    /// Whether a file is one.
    func matches(_ path: String, _ beginning: [UInt8]) -> Bool {
      if let fileExtension { return path.hasSuffix(fileExtension) }
      guard offset >= 0, beginning.count >= magic.count, offset <= beginning.count - magic.count else {
        return false
      }
      return magic.indices.allSatisfy { index in
        let bits = index < mask.count ? mask[index] : 0xFF
        return beginning[offset + index] & bits == magic[index] & bits
      }
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
      let digits = hexadecimal.utf8.compactMap { UInt8(String(Unicode.Scalar($0)), radix: 16) }
      return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
  }

  let formats: [Format]

  /// Those of this system, read anew: they can be registered at any time.
  static var ofThisSystem: BinaryFormats {
    let folder = "/proc/sys/fs/binfmt_misc"
    guard let directory = opendir(folder) else { return BinaryFormats(formats: []) }
    defer { closedir(directory) }
    var formats: [Format] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard !name.hasPrefix("."), name != "register", name != "status",
        let file = fopen("\(folder)/\(name)", "r")
      else { continue }
      defer { fclose(file) }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = fread(&buffer, 1, buffer.count, file)
      if let format = Format(String(decoding: buffer.prefix(count), as: UTF8.self)) { formats.append(format) }
    }
    return BinaryFormats(formats: formats)
  }

  /// Whether a file is in one of them.
  func contain(_ path: String, _ beginning: [UInt8]) -> Bool {
    formats.contains { $0.matches(path, beginning) }
  }
}
