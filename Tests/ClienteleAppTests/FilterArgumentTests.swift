import ArgumentParser
import Testing

@testable import ClienteleApp

@Suite struct FilterArgumentTests {
  /// What is said about a command line; nil where nothing is wrong with it.
  private func complaint(_ arguments: String...) -> String? {
    do {
      _ = try ClienteleCommand.parseAsRoot(arguments)
      return nil
    } catch {
      #expect(ClienteleCommand.exitCode(for: error).rawValue == ExitStatus.wrongUsage.rawValue)
      return ClienteleCommand.message(for: error)
    }
  }

  @Test func `a mistake in a filter is shown at its place`() {
    #expect(
      complaint("list", "--filter", "日本 updated:<30 x") == """
        “updated:” wants an age after it with < or > (<30d; units are min, h, d, w, mo and y), or a date (>2024-01-31).
          日本 updated:<30 x
               ^^^^^^^^^^^
        """
    )
  }

  @Test func `marks are for the browser`() {
    for filter in ["is:marked", "staging !is:marked"] {
      #expect(
        complaint("list", "--filter", filter) == "“is:marked” is for the browser: commands have no marks."
      )
    }
  }

  @Test func `what would drive a terminal is not printed`() {
    #expect(complaint("list", "--filter", "\u{1B}[2J \"")?.contains("\u{1B}") == false)
  }

  @Test func `takes every word of the grammar, each order, and the other way round`() {
    for order in ["name", "created", "updated", "host", "findings"] {
      #expect(complaint("list", "--filter", "a !b ~c host:*.d is:error", "--sort", order, "--reverse") == nil)
    }
    #expect(complaint("list", "--sort", "id") != nil)
  }
}
