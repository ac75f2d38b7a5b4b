import FoundationEssentials
import Platform
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ClienteleApp

/// A command that cannot run is noticed before a secret is made for it.
@Suite struct ChildProgramTests {
  /// Scripts and other files, and a word of what keeps each from running; nil where it runs.
  private static let files: [(content: String, mode: Int, obstacle: String?)] = [
    ("#!/bin/sh\nexit 0\n", 0o755, nil), ("#! /bin/sh\nexit 0\n", 0o755, nil),
    ("#!/bin/sh -e\nexit 0\n", 0o755, nil),
    ("#!/bin/sh", 0o755, nil), ("#!/usr/bin/env sh\nexit 0\n", 0o755, nil),
    ("#!/usr/bin/env -S sh -e\nexit 0\n", 0o755, nil),
    ("#!/usr/bin/env -S A=b sh -e\nexit 0\n", 0o755, nil), ("#!\t/bin/sh\t\nexit 0\n", 0o755, nil),
    ("echo ran\n", 0o755, "#!"), ("", 0o755, "empty"), ("\n#!/bin/sh\n", 0o755, "#!"),
    (" #!/bin/sh\n", 0o755, "#!"),
    ("\u{feff}#!/bin/sh\n", 0o755, "#!"), ("#!\n", 0o755, "no interpreter"),
    ("#!   \necho\n", 0o755, "no interpreter"),
    ("#!/nonexistent/interpreter\n", 0o755, "/nonexistent/interpreter"),
    ("#!/bin/sh\r\nexit 0\r\n", 0o755, "carriage return"),
    ("#!/bin/sh -e\r\nexit 0\r\n", 0o755, "carriage return"),
    ("#!/usr/bin/env sh\r\nexit\r\n", 0o755, "carriage return"),
    ("#!/usr/bin/env no-such-interpreter\n", 0o755, "no-such-interpreter"),
    ("#!/usr/bin/env sh -e\n", 0o755, "sh -e"),
    ("#!/usr/bin/env -S no-such-interpreter -x\n", 0o755, "no-such-interpreter"),
    ("#!/tmp\n", 0o755, "directory"),
    ("#!/etc/passwd\n", 0o755, "not executable"), ("#!/bin/sh\nexit 0\n", 0o644, "not executable"),
    ("MZ\u{0}\u{0}", 0o755, "another system"), ("\u{7f}ELF", 0o755, "cut short"), ("#!sh\n", 0o755, "“sh”"),
    ("{\"json\": true}\n", 0o755, "#!"),
  ]

  private func check(_ path: String) -> String? {
    ProgramCheck(searchPath: "/usr/local/bin:/usr/bin:/bin").obstacle(to: path)
  }

  @Test(arguments: files.indices) func `what the system would not run is told apart`(index: Int) async throws
  {
    let file = Self.files[index]
    try await TemporaryFolder.with { folder in
      try folder.write(file.content, to: "program", mode: file.mode)
      let path = folder.path(of: "program")
      let obstacle = check(path)
      if let words = file.obstacle {
        #expect(
          obstacle?.contains(words) == true,
          "\(file.content.debugDescription): \(obstacle ?? "nothing")"
        )
      } else {
        #expect(obstacle == nil, "\(file.content.debugDescription): \(obstacle ?? "")")
      }
      // The system has the last word.
      let outcome = try? await run(.path(FilePath(path)), output: .discarded, error: .discarded)
      let ran = outcome?.terminationStatus.isSuccess == true
      #expect(ran == (file.obstacle == nil), "\(file.content.debugDescription)")
    }
  }

  @Test func `interpreters may be scripts, but not of each other for ever`() throws {
    try TemporaryFolder.with { folder in
      try folder.write("#!/bin/sh\n", to: "first", mode: 0o755)
      try folder.write("#!\(folder.path(of: "first"))\n", to: "second", mode: 0o755)
      #expect(check(folder.path(of: "second")) == nil)
      try folder.write("#!\(folder.path(of: "third"))\n", to: "third", mode: 0o755)
      #expect(check(folder.path(of: "third"))?.contains("each other") == true)
    }
  }

  @Test func `every program of this system can be run`() {
    for path in ["/bin/sh", "/usr/bin/env", "/bin/ls", "/proc/self/exe"] where access(path, X_OK) == 0 {
      #expect(check(path) == nil)
    }
    #expect(check("/nonexistent")?.isEmpty == false)
    #expect(check("/tmp") == "it is a directory")
    #expect(check("/dev/null") == "it is no file")
  }

  @Test func `a program for another machine, or without its loader, is told apart`() throws {
    func program(machine: UInt8, type: UInt8 = 2, loader: String?) -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: 120)
      bytes.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
      (bytes[16], bytes[18], bytes[32], bytes[54], bytes[56]) = (type, machine, 64, 56, 1)
      guard let loader else { return bytes }
      (bytes[64], bytes[72], bytes[96]) = (3, 120, UInt8(loader.utf8.count + 1))
      return bytes + loader.utf8 + [0]
    }
    func format(_ bytes: [UInt8]) -> ProgramFormat { ProgramFormat(bytes, on: .linux, machine: .x86) }
    #expect(format(program(machine: 62, loader: "/lib/ld")) == .native(loader: "/lib/ld"))
    #expect(format(program(machine: 62, type: 3, loader: nil)) == .native(loader: nil))
    #expect(format(program(machine: 3, loader: nil)) == .native(loader: nil), "which the system may run")
    for wrong in [
      program(machine: 183, loader: nil), program(machine: 62, type: 1, loader: nil),
      Array(program(machine: 62, loader: nil).prefix(20)),
    ] {
      guard case .foreign = format(wrong) else {
        Issue.record("\(wrong) is taken for a program")
        continue
      }
    }
    #expect(ProgramFormat([0xCF, 0xFA, 0xED, 0xFE], on: .darwin, machine: nil) == .native(loader: nil))
    try TemporaryFolder.with { folder in
      guard let machine = ELFMachine.current else { return }
      let path = folder.path(of: "program")
      let bytes = program(machine: UInt8(machine.number), loader: "/lib/no-such-loader.so")
      try Data(bytes).write(to: URL(filePath: path))
      chmod(path, 0o755)
      #expect(check(path) == "it needs /lib/no-such-loader.so, which is not there")
    }
  }

  @Test func `a program that is cut short is known by what is missing`() throws {
    guard OperatingSystem.current == .linux, ELFMachine.current != nil else { return }
    let whole = [UInt8](try Data(contentsOf: URL(filePath: "/proc/self/exe")).prefix(8192))
    let program = [UInt8](try Data(contentsOf: URL(filePath: "/bin/sh")))
    let size = program.count
    guard case .native = ProgramFormat(program) else { return }
    // Of the header alone, of a part of the table, and of what is to be loaded.
    for length in [20, 64, 100, 4000, size / 2] {
      #expect(
        ProgramFormat(Array(program.prefix(length))) == .foreign("a program that is cut short"),
        "\(length)"
      )
      let beginning = Array(program.prefix(min(length, 8192)))
      #expect(ProgramFormat(beginning, size: length) == .foreign("a program that is cut short"), "\(length)")
    }
    #expect(ProgramFormat(Array(program.prefix(8192)), size: size) == ProgramFormat(program))
    guard case .foreign = ProgramFormat(whole, size: 8192) else {
      Issue.record("8192 bytes of this program are taken for a program")
      return
    }
  }

  @Test func `no file is too odd to be looked at`() {
    var chance = SeededGenerator(seed: 42)
    for _ in 0..<3000 {
      var bytes = (0..<Int.random(in: 0...200, using: &chance)).map { _ in
        UInt8.random(in: 0...255, using: &chance)
      }
      let beginning: [[UInt8]] = [
        [], Array("#!".utf8), [0x7F, 0x45, 0x4C, 0x46, 2, 1], [0x7F, 0x45, 0x4C, 0x46, 1, 2],
      ]
      bytes = (beginning.randomElement(using: &chance) ?? []) + bytes
      _ = ProgramFormat(bytes, on: .linux, machine: .x86)
    }
  }

  @Test func `formats that the system was told to run are left to it`() {
    let jar = BinaryFormats.Format("enabled\ninterpreter /usr/bin/jar\nflags: \noffset 0\nmagic 504b0304\n")
    let wine = BinaryFormats.Format("enabled\ninterpreter /usr/bin/wine\nextension .exe\n")
    let masked = BinaryFormats.Format("enabled\noffset 1\nmagic 4142\nmask ff00\n")
    #expect(BinaryFormats.Format("disabled\nmagic 504b0304\n") == nil)
    #expect(BinaryFormats.Format("") == nil)
    #expect(jar?.matches("/x", [0x50, 0x4B, 3, 4, 9]) == true)
    #expect(jar?.matches("/x", [0x50, 0x4B, 3]) == false)
    #expect(wine?.matches("/a.exe", []) == true)
    #expect(wine?.matches("/a", []) == false)
    #expect(masked?.matches("/x", [0, 0x41, 0x99]) == true)
  }

  @Test func `a program is found as a shell finds it`() throws {
    try TemporaryFolder.with { folder in
      try folder.write("#!/bin/sh\n", to: "one/tool", mode: 0o644)
      try folder.write("#!/bin/sh\n", to: "two/tool", mode: 0o755)
      try folder.write("", to: "three/tool/inside")
      let path = [folder.path(of: "three"), folder.path(of: "one"), folder.path(of: "two")].joined(
        separator: ":"
      )
      #expect(ChildProgram.find("tool", in: path) == folder.path(of: "two/tool"))
      #expect(ChildProgram.find("tool", in: folder.path(of: "one")) == folder.path(of: "one/tool"))
      #expect(ChildProgram.find("tool", in: folder.path(of: "three")) == nil)
      #expect(ChildProgram.find("./tool", in: path) == "./tool")
      #expect(ChildProgram.find("", in: path) == nil)
      #expect(ChildProgram.find("sh", in: nil) != nil)
    }
  }
}
