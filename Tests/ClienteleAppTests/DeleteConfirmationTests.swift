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

  @Test(arguments: ["", " ", "a\u{1b}[m", "trailing "]) func `a name that cannot be typed wants the id`(
    name: String
  ) {
    let confirmation = confirmation(of: name)
    #expect(confirmation.wanted == "id-0")
    #expect(!confirmation.accepts(""))
  }

  @Test func `several clients want their number`() {
    let confirmation = confirmation(of: "A", "B", "C")
    #expect(confirmation.wanted == "delete 3")
    #expect(confirmation.accepts("delete 3"))
    for text in ["delete 2", "delete", "A", "id-0", "3"] { #expect(!confirmation.accepts(text)) }
  }
}
