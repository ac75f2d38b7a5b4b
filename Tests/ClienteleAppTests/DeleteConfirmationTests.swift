import HerokuAPI
import Testing

@testable import ClienteleApp

@Suite struct DeleteConfirmationTests {
  private func confirmation(of names: String...) -> DeleteConfirmation {
    DeleteConfirmation(
      clients: names.enumerated().map { ClientCredentials.sample(id: "id-\($0)", name: $1).client }
    )
  }

  @Test func `one client wants its name`() {
    let confirmation = confirmation(of: "Staging")
    #expect(confirmation.wanted == "Staging")
    #expect(confirmation.accepts("Staging"))
    #expect(confirmation.accepts("id-0"))
    for text in ["staging", "Staging ", "", "y", "yes", "delete 1"] { #expect(!confirmation.accepts(text)) }
  }

  @Test(arguments: [
    "", " ", "a\u{1b}[m", "trailing ", " leading", "two  blanks", "no\u{a0}break", "tab\tin", "a\u{200b}b",
    String(repeating: "long", count: 11),
  ])
  func `a name that cannot be typed wants the id`(name: String) {
    let confirmation = confirmation(of: name)
    #expect(confirmation.wanted == "id-0")
    #expect(!confirmation.accepts(""))
  }

  @Test func `a name is typed whichever way its accents are spelled`() {
    #expect(confirmation(of: "Caf\u{e9}").accepts("Cafe\u{301}"))
    #expect(confirmation(of: "Cafe\u{301}").accepts("Caf\u{e9}"))
    #expect(!confirmation(of: "Caf\u{e9}").accepts("Cafe"))
  }

  @Test func `the question has a line for each client`() {
    let question = confirmation(of: "A\nB", "C").question
    #expect(question.count == 4)
    #expect(question.last?.hasSuffix("Type delete 2 to go on:") == true)
  }

  @Test func `several clients want their number`() {
    let confirmation = confirmation(of: "A", "B", "C")
    #expect(confirmation.wanted == "delete 3")
    #expect(confirmation.accepts("delete 3"))
    for text in ["delete 2", "delete", "A", "id-0", "3"] { #expect(!confirmation.accepts(text)) }
  }
}
