import ArgumentParser
import FoundationEssentials
import HerokuAPI
import Subprocess
import SystemPackage
import TerminalText
import TestSupport
import Testing

@testable import ClienteleApp

/// What is printed to be pasted has to work when it is pasted.
@Suite struct ShellTextTests {
  private static let odd = [
    "", " ", "a b", "it's -x", "-rf", "--confirm", "--", "$HOME", "`id`", "$(id)", "!!", "~", "~root", "*",
    "a;b", "a\\b",
    "a\"b", "=ls", "#x", "{a,b}", "[a]", "é", "日本", "a\nb", "a\tb", "\u{1b}[2J", "a'\u{7}'b", "\u{202e}x",
    "1\u{1}2", "\r",
    "👩‍👩‍👧", "a=b", "\\", "'", "a'", "\\n",
  ]

  /// The words that a shell makes of a line.
  private func words(of line: String, shell: String) async throws -> [String] {
    let outcome = try await run(
      .name(shell),
      arguments: ["-c", "set -- \(line); for w in \"$@\"; do printf '%s\\0' \"$w\"; done"],
      environment: .inherit.updating(["LC_ALL": "C.UTF-8"]),
      output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 16)
    )
    #expect(outcome.terminationStatus.isSuccess, "\(line): \(outcome.standardError)")
    let text = outcome.standardOutput
    return text.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func `a shell takes a quoted word as it is`() async throws {
    let line = Self.odd.map(ShellText.quoted).joined(separator: " ")
    #expect(try await words(of: line, shell: "sh") == Self.odd)
  }

  @Test func `what is pasted is one line that can be seen, and the same words`() async throws {
    let line = Self.odd.map(ShellText.pasteable).joined(separator: " ")
    #expect(!line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f || $0.value == 0x202e })
    #expect(try await words(of: line, shell: "bash") == Self.odd)
    var chance = SeededGenerator(seed: 3)
    let random = (0..<300).map { _ in
      let scalars = (0..<Int.random(in: 0...6, using: &chance)).compactMap { _ in
        Unicode.Scalar(
          UInt32.random(in: 1...0x2fff, using: &chance) % (Bool.random(using: &chance) ? 0x80 : 0x3000)
        )
      }
      return String(String.UnicodeScalarView(scalars.filter { $0.value > 0 }))
    }
    let pasted = random.map(ShellText.pasteable).joined(separator: " ")
    #expect(try await words(of: pasted, shell: "bash") == random)
  }

  @Test func `a command that is advised is understood as it was meant`() async throws {
    for word in Self.odd where !word.isEmpty {
      let advice = CommandLineText("info", [word], options: [("host", word), ("shell", nil)])
      let words = try await words(of: advice.description, shell: "bash")
      #expect(words.first == "clientele")
      let command = try #require(try ClienteleCommand.parseAsRoot(Array(words.dropFirst())) as? InfoCommand)
      #expect(command.client.text == word)
      #expect(command.server.host == word)
      #expect(command.format.shell)
    }
  }

  @Test(arguments: ["-rf", "--confirm", "it's -x", "Foo Inc.", "plain", "--confirm=x", "'"])
  func `the confirmation that is advised is accepted`(name: String) async throws {
    let confirmation = DeleteConfirmation(clients: [ClientCredentials.sample(name: name).client])
    let line = CommandLineText.option("confirm", confirmation.wanted)
    let words = try await words(of: line, shell: "sh")
    let command = try #require(
      try ClienteleCommand.parseAsRoot(["delete"] + words + ["--", name]) as? DeleteCommand
    )
    #expect(confirmation.accepts(command.confirm ?? ""))
    #expect(command.clients.map(\.text) == [name])
  }
}
