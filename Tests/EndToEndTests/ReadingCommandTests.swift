import FoundationEssentials
import Subprocess
import Testing

/// `clientele list` and `clientele info`, as a script runs them.
@Suite struct ReadingCommandTests {
  private struct Listed: Decodable {
    let id: String
    let name: String
    let secret: String?
  }

  private func decode<Value: Decodable>(_ text: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }

  @Test func `list prints every client and no secret`() async throws {
    try await SandboxProcess.running(clients: 450) { sandbox in
      let clients = try await sandbox.clients()
      for format in [[], ["--json"], ["--csv"]] as [[String]] {
        let outcome = try await sandbox.clientele("list", format)
        #expect(outcome.status == 0)
        #expect(outcome.standardError == "")
        for client in clients {
          #expect(outcome.standardOutput.contains(client.id))
          #expect(!outcome.standardOutput.contains(client.secret))
        }
      }
    }
  }

  @Test func `list reveals the secrets that are asked for`() async throws {
    try await SandboxProcess.running(clients: 30) { sandbox in
      let expected = Dictionary(uniqueKeysWithValues: try await sandbox.clients().map { ($0.id, $0.secret) })
      let json = try await sandbox.clientele("list", "--json", "--reveal")
      let listed: [Listed] = try decode(json.standardOutput)
      #expect(Dictionary(uniqueKeysWithValues: listed.map { ($0.id, $0.secret) }) == expected)
      #expect(listed.map { $0.name.lowercased() } == listed.map { $0.name.lowercased() }.sorted())
      for format in [[], ["--csv"]] as [[String]] {
        let outcome = try await sandbox.clientele("list", format + ["--reveal"])
        #expect(expected.values.allSatisfy(outcome.standardOutput.contains))
      }
    }
  }

  @Test func `list says that there are none`() async throws {
    try await SandboxProcess.running(clients: 0) { sandbox in
      let table = try await sandbox.clientele("list")
      #expect(table.standardOutput == "No OAuth clients.\n")
      let json = try await sandbox.clientele("list", "--json")
      #expect(json.standardOutput == "[]\n")
    }
  }

  @Test func `list filters`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let outcome = try await sandbox.clientele("list", "--json", "--filter", client.id.uppercased())
      let listed: [Listed] = try decode(outcome.standardOutput)
      #expect(listed.map(\.id) == [client.id])
      let none = try await sandbox.clientele("list", "--filter", "no such text")
      #expect(none.status == 0)
      #expect(none.standardOutput == "")
      #expect(none.standardError == "No client matches “no such text”.\n")
    }
  }

  @Test(arguments: [[], ["--json"], ["--csv"], ["--filter", "a"], ["--reveal", "--filter", "Staging dash"]])
  func `a list that was cut off is printed, and not passed off as whole`(options: [String]) async throws {
    try await SandboxProcess.running(clients: 1500, arguments: ["--fault", "no-next-range"]) { sandbox in
      let outcome = try await sandbox.clientele("list", options)
      #expect(outcome.status == 13)
      #expect(outcome.standardOutput.contains("Staging dashboard"))
      #expect(outcome.standardError.contains("These are not all clients"))
    }
  }

  @Test func `in a list that was cut off nobody can tell who has a name`() async throws {
    try await SandboxProcess.running(clients: 1500, arguments: ["--fault", "no-next-range"]) { sandbox in
      let id = try await sandbox.client(named: "Staging dashboard").id
      for command in [["info"], ["rotate"], ["delete", "--confirm", "Staging dashboard"]] {
        for reference in ["Staging dashboard", String(id.prefix(8)), "nobody"] {
          let outcome = try await sandbox.clientele(command[0], command.dropFirst() + [reference])
          #expect(outcome.status == 8)
          #expect(outcome.standardOutput == "")
          #expect(outcome.standardError.contains("give its whole id"))
        }
      }
      #expect(try await sandbox.clientele("info", id).status == 0)
    }
  }

  @Test func `clients that cannot be read do not hide the others`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "odd-client"]) { sandbox in
      let outcome = try await sandbox.clientele("list", "--json")
      let listed: [Listed] = try decode(outcome.standardOutput)
      #expect(outcome.status == 13)
      #expect((1..<12).contains(listed.count))
      #expect(outcome.standardError.contains("could not be read"))
      let shown = try #require(listed.first)
      let info = try await sandbox.clientele("info", shown.name)
      #expect(info.status == 0, "\(info.standardError)")
      #expect(info.standardError.contains("could not be read"))
      let nothing = try await sandbox.clientele("list", "--filter", "no such text")
      #expect(nothing.status == 13)
      #expect(nothing.standardOutput == "")
    }
  }

  @Test func `a client that comes twice is there once`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "duplicate-client"]) { sandbox in
      let outcome = try await sandbox.clientele("list", "--json")
      let listed: [Listed] = try decode(outcome.standardOutput)
      #expect(outcome.status == 0)
      #expect(Set(listed.map(\.id)).count == listed.count)
    }
  }

  @Test func `info masks the secret unless it is asked for`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let masked = try await sandbox.clientele("info", client.id)
      #expect(masked.status == 0)
      #expect(masked.standardError == "")
      #expect(masked.standardOutput.contains("\nid:           \(client.id)\n"))
      #expect(masked.standardOutput.hasSuffix("secret:       ********\n"))
      for option in ["--reveal", "--json", "--shell"] {
        let outcome = try await sandbox.clientele("info", String(client.id.prefix(13)), option)
        #expect(outcome.standardOutput.contains(client.secret))
        #expect(!outcome.standardError.contains(client.secret))
      }
      let shell = try await sandbox.clientele("info", client.name, "-s")
      #expect(
        shell.standardOutput == "HEROKU_OAUTH_ID=\(client.id)\nHEROKU_OAUTH_SECRET=\(client.secret)\n",
        "\(shell.standardError)"
      )
    }
  }

  @Test func `info says that a secret to be revealed is withheld`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "withheld-secret"]) { sandbox in
      let outcome = try await sandbox.clientele("info", "Staging dashboard", "--reveal")
      #expect(outcome.status == 6)
      #expect(outcome.standardOutput.contains("=== Staging dashboard"))
      #expect(outcome.standardError.contains("withholds the secret"))
    }
  }

  @Test func `list says that secrets to be revealed are withheld, and prints the rest`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "withheld-secret"]) { sandbox in
      for format in [[], ["--json"], ["--csv"]] as [[String]] {
        let outcome = try await sandbox.clientele("list", format + ["--reveal"])
        #expect(outcome.status == 6)
        #expect(outcome.standardOutput.contains("Staging dashboard"))
        #expect(outcome.standardError.contains("withholds the secrets of all 12 clients"))
      }
      let one = try await sandbox.clientele("list", "--reveal", "--filter", "Staging dashboard")
      #expect(one.status == 6)
      #expect(one.standardError.contains("the secret of “Staging dashboard”"))
      #expect(try await sandbox.clientele("list").status == 0)
    }
  }

  @Test func `info fails where the secret is withheld and a shell wants it`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "withheld-secret"]) { sandbox in
      let listed: [Listed] = try decode(try await sandbox.clientele("list", "--json").standardOutput)
      let id = try #require(listed.first?.id)
      let outcome = try await sandbox.clientele("info", id, "--shell")
      #expect(outcome.status == 6)
      #expect(outcome.standardOutput == "")
      #expect(outcome.standardError.contains("withholds the secret"))
      #expect(try await sandbox.clientele("info", id).status == 0)
    }
  }

  @Test func `what does not exist is not found`() async throws {
    try await SandboxProcess.running { sandbox in
      for reference in ["01234567-89ab-4cde-8f01-23456789abcd", "nobody", "0123456"] {
        let outcome = try await sandbox.clientele("info", reference)
        #expect(outcome.status == 7)
        #expect(outcome.standardOutput == "")
        #expect(outcome.standardError.contains(reference))
      }
    }
  }

  @Test func `a wrong token is refused, and shown nowhere`() async throws {
    try await SandboxProcess.running { sandbox in
      let outcome = try await sandbox.clientele("list", token: "wrong-token")
      #expect(outcome.status == 6)
      #expect(outcome.standardOutput == "")
      #expect(outcome.standardError.contains("unauthorized"))
      #expect(!outcome.standardError.contains("wrong-token"))
    }
  }

  @Test func `without a token, a server or the right words`() async throws {
    #expect(try await Program.run(["list"], environment: ["HEROKU_API_KEY": nil]).status == 3)
    let token = ["HEROKU_API_KEY": "t"] as [Environment.Key: String?]
    #expect(try await Program.run(["list", "--host", "http://example.com"], environment: token).status == 5)
    #expect(try await Program.run(["list", "--json", "--csv"], environment: token).status == 64)
    #expect(try await Program.run(["info"], environment: token).status == 64)
    #expect(try await Program.run(["info", "x", "--json", "--shell"], environment: token).status == 64)
  }
}
