import ClientBrowser
import FoundationEssentials
import MainLoop
import TestSupport
import Testing

@testable import ClienteleApp

/// The person's editor as a program: scripts stand for it.
@LoopActor @Suite struct EditorRunTests {
  /// Lets an editor have a text, and returns what became of it; no file must be left.
  private func edit(_ text: String, by editor: String) async throws -> EditorOutcome {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let environment = ["VISUAL": editor, "TMPDIR": folder.path, "PATH": "/usr/bin:/bin"]
    var run: EditorRun?
    let outcome = await withCheckedContinuation { (answer: CheckedContinuation<EditorOutcome, Never>) in
      do throws(EditorRun.Failure) {
        run = try EditorRun(of: text, environment: environment) { answer.resume(returning: $0) }
      } catch {
        answer.resume(returning: .failed(reason: error.reason, saved: nil))
      }
    }
    _ = run
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    return outcome
  }

  @Test func `takes what the editor has saved`() async throws {
    #expect(try await edit("one\n", by: "sed -i s/one/two/") == .left(text: "two\n"))
    #expect(try await edit("one\n", by: "true") == .left(text: "one\n"))
  }

  @Test func `only its owner can read file and folder`() async throws {
    let outcome = try await edit("", by: "f() { ls -ld \"$1\" \"${1%/*}\" | cut -c 1-10 > \"$1\"; }; f")
    #expect(outcome == .left(text: "drwx------\n-rw-------\n"))
  }

  @Test func `what a failing or crashed editor had saved is told apart from what is to be done`() async throws
  {
    #expect(
      try await edit("one", by: "f() { echo two > \"$1\"; exit 3; }; f")
        == .failed(
          reason: "The editor “f() { echo two > \"$1\"; exit 3; }; f” has failed with the exit code 3.",
          saved: "two\n"
        )
    )
    guard case .failed(let reason, "one") = try await edit("one", by: "f() { kill -9 $$; }; f") else {
      Issue.record("a killed editor counts as left")
      return
    }
    #expect(reason.hasSuffix("was ended by the signal 9."))
  }

  @Test func `an editor that is not there, and text that is none`() async throws {
    guard case .failed(let reason, _) = try await edit("one", by: "no-such-editor") else {
      Issue.record("an editor that is not there counts as left")
      return
    }
    #expect(reason == "The editor “no-such-editor” could not be started; VISUAL or EDITOR names another.")
    guard case .failed(let other, nil) = try await edit("one", by: "f() { printf '\\377' > \"$1\"; }; f")
    else {
      Issue.record("bytes that are no text count as text")
      return
    }
    #expect(other.contains("not UTF-8"))
    guard case .failed = try await edit("one", by: "rm") else {
      Issue.record("a file that is gone counts as text")
      return
    }
  }

  @Test func `a symbolic link in the place of the file is not followed`() async throws {
    let outcome = try await edit("one", by: "f() { ln -sf /etc/hostname \"$1\"; }; f")
    guard case .failed(let reason, nil) = outcome else {
      Issue.record("what a link leads to counts as text: \(outcome)")
      return
    }
    #expect(reason.contains("cannot be read"))
  }

  @Test func `whatever else the editor leaves beside the file goes with it`() async throws {
    #expect(
      try await edit("one", by: "f() { cp \"$1\" \"$1~\"; cp \"$1\" \"${1%/*}/.swap\"; }; f")
        == .left(text: "one")
    )
  }

  @Test func `VISUAL goes before EDITOR, and vi is there without either`() {
    #expect(EditorRun.command(in: ["VISUAL": "a", "EDITOR": "b"]) == "a")
    #expect(EditorRun.command(in: ["VISUAL": " ", "EDITOR": "b -w"]) == "b -w")
    #expect(EditorRun.command(in: [:]) == "vi")
    #expect(EditorRun.script("code --wait") == "exec code --wait \"$@\"")
    #expect(EditorRun.script("A=1 vi") == "A=1 vi \"$@\"")
  }
}
