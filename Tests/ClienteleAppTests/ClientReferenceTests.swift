import HerokuAPI
import Testing

@testable import ClienteleApp

@Suite struct ClientReferenceTests {
  private let clients = [
    ClientCredentials.sample(id: "01234567-89ab-4cde-8f01-23456789abcd", name: "Staging").client,
    ClientCredentials.sample(id: "01234567-89ab-4cde-9f01-23456789abcd", name: "Production").client,
    ClientCredentials.sample(id: "89abcdef-89ab-4cde-8f01-23456789abcd", name: "Twin").client,
    ClientCredentials.sample(id: "99abcdef-89ab-4cde-8f01-23456789abcd", name: "Twin").client,
    ClientCredentials.sample(id: "a9abcdef-89ab-4cde-8f01-23456789abcd", name: "89abcdef").client,
    ClientCredentials.sample(id: "short", name: "An id of another form").client,
  ]

  @Test(arguments: [
    ("01234567-89ab-4cde-8f01-23456789abcd", "Staging"), ("01234567-89ab-4cde-8", "Staging"),
    ("Production", "Production"), ("01234567-89AB-4CDE-9", "Production"), ("short", "An id of another form"),
    ("99abcdef", "Twin"),
  ])
  func `an id, the beginning of one and a name serve`(text: String, name: String) throws {
    let client = try ClientReference(text).client(among: clients)
    #expect(client.name == name)
  }

  @Test(arguments: ["01234567", "Twin", "89abcdef"]) func `what may be several is none`(text: String) throws {
    let failure = try failure(of: text)
    #expect(failure.status == .notFound)
    let meant = clients.filter { $0.id.text.hasPrefix(text) || $0.name == text }
    #expect(meant.count == 2)
    for client in clients {
      #expect(failure.lines.contains { $0.contains(client.id.text) } == meant.contains(client))
    }
  }

  @Test(arguments: ["0123456", "a9abcde", "staging", "Stag", "nobody", "", " "])
  func `too little or another case is none`(text: String) throws {
    let failure = try failure(of: text)
    #expect(failure.status == .notFound)
    #expect(!failure.lines.contains { $0.contains("01234567-") })
  }

  @Test func `a whole id needs no list`() {
    #expect(ClientReference("01234567-89AB-4cde-8f01-23456789abcd").completeID?.text == clients[0].id.text)
    for text in [
      "01234567-89ab-4cde-8f01-23456789abc", "g1234567-89ab-4cde-8f01-23456789abcd", "Staging", "",
    ] {
      #expect(ClientReference(text).completeID == nil)
    }
  }

  private func failure(of text: String) throws -> CommandFailure {
    do throws(CommandFailure) {
      let client = try ClientReference(text).client(among: clients)
      throw CommandFailure(.wrongUsage, "it is \(client)")
    } catch {
      return error
    }
  }
}
