import FoundationEssentials
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct KeymapTests {
  @Test func `binds no key twice in a context`() {
    for context in Context.allCases {
      let keys = Keymap.standard.ownBindings(in: context).flatMap(\.sequences)
      #expect(Set(keys).count == keys.count, "\(context): \(keys.map { Keymap.name(of: $0) }.sorted())")
    }
  }

  @Test func `binds no character that could be typed where text is typed`() {
    for context in Context.allCases where context.takesText {
      for key in Keymap.standard.bindings(in: context).flatMap(\.sequences).flatMap({ $0 }) {
        if case .character = key.code {
          #expect(!key.modifiers.isSubset(of: .shift), "\(context): \(key.name)")
        }
      }
    }
  }

  @Test func `what begins a sequence asks for nothing by itself`() {
    for context in Context.allCases {
      for prefix in Keymap.standard.prefixes where Keymap.standard.prefix(prefix.key, in: context) != nil {
        #expect(Keymap.standard.meaning(of: [prefix.key], in: context) == .beginning(prefix))
        #expect(!Keymap.standard.bindings(after: prefix, in: context).isEmpty)
      }
    }
  }

  @Test(arguments: [Key(.down, .shift), Key(.down, .control), Key(.pageDown, .shift)])
  func `a moving key means the same with another key held, unless that is bound`(key: Key) {
    let plain = Keymap.standard.meaning(of: [Key(key.code)], in: .list)
    #expect(plain != .nothing)
    #expect(Keymap.standard.meaning(of: [key], in: .list) == plain)
    let word = Keymap.standard.meaning(of: [Key(.left, .control)], in: .form)
    #expect(word == .command(.cursorWordLeft))
  }

  @Test func `names keys for sentences`() {
    #expect(Keymap.standard.name(of: .reload, in: .list) == "r")
    #expect(Keymap.standard.name(of: .copySecret, in: .detail) == "y s")
    #expect(Keymap.standard.name(of: .goBack, in: .list) == "Esc")
    #expect(Keymap([], prefixes: []).name(of: .reload, in: .list) == "reload")
  }

  @Test func `has a binding for every command`() {
    let bound = Set(Keymap.standard.bindings.map(\.command))
    #expect(Command.allCases.filter { !bound.contains($0) } == [])
  }

  @Test func `is what docs-keys says`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/keys.md")
    let path = page.path(percentEncoded: false)
    if isRecording {
      try Data(Keymap.standard.manual.utf8).write(to: URL(filePath: path))
    }
    let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
    #expect(text == Keymap.standard.manual, "run the tests once with CLIENTELE_RECORD=1")
  }
}
