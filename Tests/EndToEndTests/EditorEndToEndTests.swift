import FoundationEssentials
import Platform
import TestSupport
import Testing

/// Names and redirect URIs changed in the person's editor, through a real terminal.
@Suite struct EditorEndToEndTests {
  /// Runs the browser with a script of a shell as the editor, in which `$1` is the file; nothing may be left of that.
  private func browsing(
    withEditor script: String,
    arguments: String = "",
    inShell more: String = "",
    _ body: @Sendable (TerminalSession, SandboxProcess, TemporaryFolder) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("#!/bin/sh\n\(script)\n", to: "editor", mode: 0o700)
    try folder.write("", to: "files/none")
    try await SandboxProcess.running { sandbox in
      let browse = try sandbox.browse().replacing("exec ", with: "")
      let command =
        "set -m; export VISUAL='\(folder.path(of: "editor"))' TMPDIR='\(folder.path(of: "files"))'; "
        + "\(browse) \(arguments); \(more) echo finished; cat"
      try await TerminalSession.running(command) { terminal in
        try await terminal.expect("12 clients")
        try await body(terminal, sandbox, folder)
      }
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "files"))
        .filter { $0.hasPrefix("clientele-") } == []
    )
  }

  @Test func `a mistake is told and mended, and the difference is saved after the preview`() async throws {
    let script = """
      if grep -q '^#!' "$1"; then sed 's,nowhere/,https://,' "$1" > "$1.new"
      else cp "$1" "${0%/*}/first"; sed '/^[^#]/s,https://,nowhere/new.,' "$1" > "$1.new"; fi
      mv "$1.new" "$1"
      """
    try await browsing(withEditor: script) { terminal, sandbox, folder in
      let before = try await sandbox.clients()
      try await terminal.press("/")
      try await terminal.type("dashboard")
      try await terminal.press("Enter", "*", "V")
      try await terminal.expect("cannot work")
      let count = before.count { ($0.name + $0.redirectURI).lowercased().contains("dashboard") }
      try await terminal.expect("the key to be taken") { $0.contains("edit again") }
      try await terminal.press("Enter")
      try await terminal.expect("\(count) changes.")
      try await terminal.expect("the key to be taken") { $0.contains("do \(count)") }
      try await terminal.press("Enter")
      try await terminal.expect("\(count) of \(count) changes done.")
      let after = try await sandbox.clients()
      #expect(after.count { $0.redirectURI.hasPrefix("https://new.") } == count)
      #expect(Set(after.map(\.name)) == Set(before.map(\.name)))
      let text = try #require(folder.text(of: "first"))
      #expect(text.contains("2 clients: a line each") || text.contains("\(count) clients: a line each"))
      #expect(!text.lowercased().contains("secret"))
    }
  }

  @Test func `an editor that crashes changes nothing, and what it had saved is offered again`() async throws {
    let script = """
      if [ -e "${0%/*}/crashed" ]; then cp "$1" "${0%/*}/second"; exit 0; fi
      : > "${0%/*}/crashed"; sed '/^[^#]/s,https://,https://new.,' "$1" > "$1.new"; mv "$1.new" "$1"; kill -9 $$
      """
    try await browsing(withEditor: script) { terminal, sandbox, folder in
      let before = try await sandbox.clients()
      try await terminal.press("V")
      try await terminal.expect("was ended by the signal 9.")
      try await terminal.expect("the key to be taken") { $0.contains("edit again") }
      #expect(try await sandbox.clients().map(\.redirectURI) == before.map(\.redirectURI))
      try await terminal.press("Enter")
      try await terminal.expect("1 change.")
      #expect(folder.text(of: "second")?.contains("https://new.") == true)
      try await terminal.press("Escape", "Escape")
      try await terminal.expect("12 clients")
      #expect(try await sandbox.clients().map(\.redirectURI) == before.map(\.redirectURI))
    }
  }

  @Test func `the editor has the terminal to itself, in the same job of the shell`() async throws {
    let script = """
      stty -a > "${0%/*}/modes"; trap '' INT; echo in the editor; read line; echo "$line" > "${0%/*}/typed"
      """
    let more = "echo in the shell; read line; fg > /dev/null;"
    try await browsing(withEditor: script, inShell: more) { terminal, _, folder in
      let before = try await terminal.expect("12 clients")
      try await terminal.press("V")
      let screen = try await terminal.expect("in the editor")
      #expect(!screen.contains("clients"))
      // Ctrl-C is a key of the editor's; a window of another size is no news until we are back.
      try await terminal.press("C-c")
      try await terminal.resize(columns: 100, rows: 30)
      try await terminal.press("C-z")
      try await terminal.expect("in the shell")
      try await terminal.press("Enter")
      try await terminal.resize(columns: 120, rows: 40)
      try await terminal.type("for the editor")
      try await terminal.press("Enter")
      try await terminal.expect("Nothing was changed in the editor.")
      #expect(folder.text(of: "typed") == "for the editor\n")
      #expect(folder.text(of: "modes")?.contains(" icanon") == true)
      // Keys come as they are pressed again, and the picture is that of before.
      try await terminal.press("j", "k")
      try await terminal.expect("the rows of before") {
        $0.split(separator: "\n").dropFirst().first == before.split(separator: "\n").dropFirst().first
      }
      try await terminal.press("q")
      try await terminal.expect("finished")
    }
  }

  @Test func `never in read-only mode`() async throws {
    try await browsing(withEditor: "echo never > \"${0%/*}/opened\"", arguments: "--read-only") {
      terminal,
      _,
      folder in
      try await terminal.press("V")
      try await terminal.expect("This is read-only mode, so no editor was opened.")
      #expect(folder.text(of: "opened") == nil)
    }
  }

  @Test func `a signal that ends us lets the editor give the terminal back first`() async throws {
    let script = """
      echo $PPID > "${0%/*}/pid"; trap 'echo the editor gives it back; exit 1' TERM
      echo in the editor; while :; do sleep 0.05; done
      """
    try await browsing(withEditor: script) { terminal, _, folder in
      try await terminal.press("V")
      try await terminal.expect("in the editor")
      let text = try #require(folder.text(of: "pid"))
      kill(try #require(Int32(text.filter(\.isNumber))), SIGTERM)
      let screen = try await terminal.expect("finished")
      #expect(screen.contains("the editor gives it back"))
    }
  }
}
