import FoundationEssentials
import Testing

@testable import ClientBrowser

@Suite struct CommandTableTests {
  @Test func `binds no key twice in a context`() {
    for context in Context.allCases {
      let keys = CommandTable.bindings(in: context).flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(context): \(keys.map(\.name).sorted())")
    }
  }

  @Test func `binds no character that could be typed where text is typed`() {
    for context in Context.allCases where context.takesText {
      for key in CommandTable.bindings(in: context).flatMap(\.keys) {
        if case .character = key.code {
          #expect(!key.modifiers.isSubset(of: .shift), "\(context): \(key.name)")
        }
      }
    }
  }

  @Test func `has a binding for every command`() {
    let bound = Set(CommandTable.bindings.map(\.command))
    #expect(Command.allCases.filter { !bound.contains($0) } == [])
  }

  @Test func `is what docs-keys says`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/keys.md")
    let path = page.path(percentEncoded: false)
    if ProcessInfo.processInfo.environment["CLIENTELE_RECORD"] != nil {
      try Data(CommandTable.manual.utf8).write(to: URL(filePath: path))
    }
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    #expect(text == CommandTable.manual, "run the tests once with CLIENTELE_RECORD=1")
  }
}
