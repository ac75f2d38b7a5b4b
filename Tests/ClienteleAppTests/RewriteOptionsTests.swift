import ArgumentParser
import HerokuAPI
import Testing

@testable import ClienteleApp

@Suite struct RewriteOptionsTests {
  private func rule(_ words: String...) throws -> Rewrite.Rule {
    try RewriteCommand.parse(["--filter", "x"] + words).rewrite.rule
  }

  @Test func `each way of saying what to change is one rule`() throws {
    #expect(try rule("--text", "old", "new") == .text("old", by: "new"))
    #expect(try rule("--text", "old", "") == .text("old", by: ""))
    #expect(try rule("--regex", "(a)", "$1", "--dry-run") == .pattern("(a)", by: "$1"))
    #expect(try rule("--set-host", "a.example") == .parts([.host: "a.example"]))
    #expect(try rule("--set-scheme", "https", "--set-port", "") == .parts([.scheme: "https", .port: ""]))
    #expect(try rule("--set-path", "/cb") == .parts([.path: "/cb"]))
  }

  @Test(
    arguments: [
      ([], "Say what to change"), (["--text", "a"], "takes two texts"),
      (["--text", "a", "b", "c"], "takes two texts"),
      (["--text", "a", "b", "--set-port", "1"], "exclude each other"),
      (["--regex", "a(b", "c"], "In --regex at position 2 of “a(b”: “(” is not closed"),
      (["--regex", "a", "$1"], "In the replacement of --regex at position 1 of “$1”"),
      (["--set-host", "a:1"], "In --set-host at position 2 of “a:1”: a port"),
      (["--text", "", "b"], "In --text: a text to replace is required"),
      (["--text", "a", "b", "--dry-run", "--yes", "1"], "leave --yes out"),
    ] as [([String], String)]
  )
  func `what cannot be meant is said, with its place`(words: [String], message: String) {
    let error = #expect(throws: (any Error).self) { try RewriteCommand.parse(["--filter", "x"] + words) }
    #expect(error.map { RewriteCommand.message(for: $0) }?.contains(message) == true)
  }

  @Test func `a rewrite wants a filter, so that nobody changes all by leaving it out`() {
    #expect(throws: (any Error).self) { try RewriteCommand.parse(["--set-port", "1"]) }
  }
}

@Suite struct SeveralClientsTests {
  @Test(arguments: [
    ["a", "b", "--shell"], ["a", "b", "--command-word", ":true"], ["a", "b", "--set-config", "app"],
    ["a", "--confirm", "rotate 1"],
  ])
  func `what only one client can have is refused for several`(words: [String]) {
    let error = #expect(throws: (any Error).self) { try RotateCommand.parse(words) }
    #expect(error.map { RotateCommand.exitCode(for: $0) } == .validationFailure)
  }

  @Test func `several clients are taken by rotate and update`() throws {
    #expect(
      try RotateCommand.parse(["a", "b", "--json", "--confirm", "rotate 2"]).clients.map(\.text) == [
        "a", "b",
      ]
    )
    #expect(
      try command(behind: ["rotate", "a", "--", "b", "--json", "--", ""]) == ["b", "--json", "--", ""]
    )
    #expect(try command(behind: ["rotate", "a", "--json"]) == [])
    #expect(try UpdateCommand.parse(["a", "b", "--name", "c"]).clients.map(\.text) == ["a", "b"])
  }

  private func command(behind words: [String]) throws -> [String]? {
    (try ClienteleCommand.parsed(words) as? RotateCommand)?.command
  }

  @Test func `rotating several is confirmed by their number`() {
    let clients = ["A", "B"].map { ClientCredentials.sample(id: $0, name: $0).client }
    let confirmation = RotateConfirmation(clients: clients)
    #expect(confirmation.wanted == "rotate 2")
    for text in ["rotate", "rotate 3", "delete 2", "2", ""] { #expect(!confirmation.accepts(text)) }
    #expect(confirmation.accepts("rotate 2"))
    #expect(confirmation.question.last?.contains("Type rotate 2 to go on") == true)
  }
}
