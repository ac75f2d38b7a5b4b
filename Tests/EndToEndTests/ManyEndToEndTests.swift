import FoundationEssentials
import Platform
import Subprocess
import TestSupport
import Testing

/// Changing many clients at once, through a real terminal.
@Suite struct ManyEndToEndTests {
  /// Fills an empty sandbox with so many clients.
  private func fill(_ sandbox: SandboxProcess, _ count: Int) async throws {
    for number in 0..<count {
      let name = "client \(number < 10 ? "0" : "")\(number)"
      try await sandbox.create(name, redirectURI: "https://old.example.com/\(number)/cb")
    }
  }

  @Test func `deletes the marked after their number was typed, and no other`() async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.clients()
      try await TerminalSession.running(sandbox.browse(), columns: 80, rows: 24) { terminal in
        try await terminal.expect("12 clients")
        try await terminal.press("/")
        try await terminal.type("dashboard")
        try await terminal.press("Enter", "*", "Escape")
        let marked = try await terminal.expect(" marked")
        let count = before.count { ($0.name + $0.redirectURI).lowercased().contains("dashboard") }
        #expect(marked.contains("\(count) marked"))
        try await terminal.press("d")
        try await terminal.expect("Delete \(count) clients")
        try await terminal.type("delete \(count + 1)")
        try await terminal.press("Enter")
        try await terminal.expect("That is not the text that is asked for.")
        try await terminal.press("C-u")
        try await terminal.type("delete \(count)")
        try await terminal.press("Enter")
        try await terminal.expect("\(count) of \(count) changes done.")
        try await terminal.expect("\(12 - count) clients")
        let left = try await sandbox.clients()
        #expect(
          Set(left.map(\.id))
            == Set(
              before.filter { !($0.name + $0.redirectURI).lowercased().contains("dashboard") }.map(\.id)
            )
        )
      }
    }
  }

  @Test func `rewrites forty, tries the two that failed again, and leaves alone what somebody else changed`()
    async throws
  {
    let faults = ["--fault", "403:method=PATCH,skip=5,times=2"]
    try await SandboxProcess.running(clients: 0, arguments: faults) { sandbox in
      try await fill(sandbox, 40)
      try await TerminalSession.running(sandbox.browse()) { terminal in
        try await terminal.expect("40 clients")
        try await terminal.press("*", "E")
        try await terminal.expect("Rewrite 40 redirect URIs")
        try await terminal.type("old.example.com")
        try await terminal.press("Enter")
        try await terminal.type("new.example.com")
        try await terminal.expect("40 would change.")
        try await terminal.press("Enter")
        try await terminal.expect("40 changes.")
        try await terminal.expect("Needs 80 requests;")
        let theirs = try await sandbox.client(named: "client 20")
        try await sandbox.change(theirs.id, redirectURI: "https://theirs.example.com/")
        // The first Enter after the preview came up may have been meant for the dialog before it.
        try await terminal.expect("the key to be taken") { $0.contains("do 40") }
        try await terminal.press("Enter")
        try await terminal.expect("37 of 40 changes done, 2 failed, 1 left alone.")
        try await terminal.expect("client 20")
        try await terminal.press("r")
        try await terminal.expect("39 of 40 changes done, 1 left alone.")
      }
      let after = try await sandbox.clients()
      #expect(after.count { $0.redirectURI.hasPrefix("https://new.example.com/") } == 39)
      #expect(try await sandbox.client(named: "client 20").redirectURI == "https://theirs.example.com/")
    }
  }

  @Test func `rotates several, and writes their secrets for their owner alone`() async throws {
    try await SandboxProcess.running(clients: 0) { sandbox in
      try await fill(sandbox, 3)
      let before = try await sandbox.clients()
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      try await TerminalSession.running("cd '\(folder.path)' && \(sandbox.browse())") { terminal in
        try await terminal.expect("3 clients")
        try await terminal.press("*", "R")
        try await terminal.expect("Type “rotate 3” to do it:")
        try await terminal.type("rotate 3")
        try await terminal.press("Enter")
        let panel = try await terminal.expect("New secrets of 3 clients")
        let after = try await sandbox.clients()
        #expect(Set(after.map(\.secret)).isDisjoint(with: before.map(\.secret)))
        #expect(!after.contains { panel.contains($0.secret) })
        try await terminal.press("w", "Enter")
        try await terminal.expect("Wrote clients.json, readable by you alone")
        let file = try #require(folder.text(of: "clients.json"))
        let written = try JSONDecoder().decode([SandboxProcess.Client].self, from: Data(file.utf8))
        #expect(Set(written.map(\.secret)) == Set(after.map(\.secret)))
        #expect(try folder.permissions(of: "clients.json") == 0o600)
      }
    }
  }

  /// Opens the preview of a rewrite of all clients, and begins it once its key is taken.
  private func beginRewriting(_ count: Int, in terminal: TerminalSession) async throws {
    try await terminal.expect("\(count) clients")
    try await terminal.press("*", "E")
    try await terminal.expect("Rewrite \(count) redirect URIs")
    try await terminal.type("old.example.com")
    try await terminal.press("Enter")
    try await terminal.type("new.example.com")
    try await terminal.expect("\(count) would change.")
    try await terminal.press("Enter")
    try await terminal.expect("the key to be taken") { $0.contains("do \(count)") }
    try await terminal.press("Enter")
  }

  @Test func `killed in the middle, the history says of each what is known, and undoes what was done`()
    async throws
  {
    // What is held back was done: nobody here can know.
    let faults = ["--fault", "latency:method=PATCH,skip=5,ms=600000"]
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running(clients: 0, arguments: faults) { sandbox in
      try await fill(sandbox, 40)
      let state = folder.path(of: "state")
      func lines(_ kind: String) -> Int {
        let text = folder.text(of: "state/clientele/journal.jsonl") ?? ""
        return text.split(separator: "\n").count { $0.contains("\"state\":\"\(kind)\"") }
      }
      try await TerminalSession.running(sandbox.browse(), state: state) { terminal in
        try await beginRewriting(40, in: terminal)
        let deadline = ContinuousClock.now + .seconds(60)
        while lines("begun") < 13 || lines("done") < 5, ContinuousClock.now < deadline {
          try await Task.sleep(for: .milliseconds(20))
        }
        kill(try await terminal.processID(), SIGKILL)
      }
      #expect(lines("begun") == 13)
      #expect(lines("done") == 5)
      // What the journal does not tell of was not done; what it calls unknown may have been.
      #expect(try await sandbox.clients().count { $0.redirectURI.contains("old.example.com") } == 27)

      let table = try await sandbox.clientele("history", [], environment: ["XDG_STATE_HOME": state])
      let rows = table.standardOutput.split(separator: "\n").filter { $0.contains(" changed ") }
      #expect(rows.count == 13)
      #expect(rows.count { $0.contains("not known") } == 8)

      try await TerminalSession.running(sandbox.browse(), state: state) { terminal in
        try await terminal.expect("40 clients")
        try await terminal.press("H")
        // The run is one row, and opens.
        try await terminal.expect("5 of 13 done")
        try await terminal.press("Enter")
        let screen = try await terminal.expect("not known")
        #expect(screen.split(separator: "\n").count { $0.contains("not known") } == 8)
        // What is not known to be done is offered to be taken back all the same, where the list shows that it was.
        try await terminal.press("u")
        try await terminal.expect("old.example.com")
      }
    }
  }

  @Test
  func `a network that is lost in the middle pauses the run, asks once, and ends it whole when it is back`()
    async throws
  {
    // Eight are done, and the answers of the next eight are held back until the network goes.
    let faults = ["--fault", "latency:method=PATCH,skip=8,times=8,ms=600000"]
    try await SandboxProcess.running(clients: 0, arguments: faults) { sandbox in
      try await fill(sandbox, 40)
      func rewritten() async throws -> Int {
        try await sandbox.clients().count { $0.redirectURI.hasPrefix("https://new.example.com/") }
      }
      try await Relay.running(to: sandbox) { network in
        try await TerminalSession.running(sandbox.browse(at: network.url)) { terminal in
          try await beginRewriting(40, in: terminal)
          let deadline = ContinuousClock.now + .seconds(60)
          while try await rewritten() < 16, ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
          }
          network.cut()
          try await terminal.expect("The changes are paused")
          let screen = try await terminal.expect("Go on")
          #expect(screen.contains(" 8/40 "), "\(screen)")
          #expect(try await rewritten() == 16)

          network.mend()
          #expect(try await rewritten() == 16, "nothing goes on by itself")
          try await terminal.press("y")
          // What became of the eight that were under way is read back: they were done, and are not sent again.
          try await terminal.expect("40 of 40 changes done.")
        }
      }
      #expect(try await rewritten() == 40)
    }
  }
}
