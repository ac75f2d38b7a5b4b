import ArgumentParser
import TerminalText
import Testing

@testable import ClienteleApp

@Suite struct CommandLineProblemTests {
  @Test(
    arguments: [
      ("lsit", "list"), ("rnu", "run"), ("inof", "info"), ("lst", "list"), ("rotat", "rotate"),
      ("rotaet", "rotate"),
      ("clients", "list"), ("clients:info", "info"), ("clients:destory", "destroy"), ("Info", "info"),
      ("DELETE", "delete"),
      ("udpate", "update"), ("set-confgi", "set-config"), ("setconfig", "set-config"), ("docotr", "doctor"),
      ("hist", "history"), ("del", "delete"), ("sand", "sandbox"), ("re", nil), ("doc", "doctor"),
      ("chace", "cache"), ("set_config", "set-config"), ("bogus", nil), ("x", nil), ("", nil),
      ("frobnicate", nil),
    ] as [(String, String?)]
  )
  func `finds what was meant`(word: String, meant: String?) {
    #expect(CommandLineProblem.nearest(to: word) == meant)
  }

  @Test func `any two neighbours may have changed places`() {
    for name in ClienteleCommand.subcommandNames {
      let letters = Array(name)
      for index in letters.indices.dropLast() where letters[index] != letters[index + 1] {
        var swapped = letters
        swapped.swapAt(index, index + 1)
        #expect(CommandLineProblem.nearest(to: String(swapped)) == name)
      }
    }
  }

  @Test(
    arguments: [
      ("", "", 0), ("a", "", 1), ("", "ab", 2), ("list", "lsit", 1), ("run", "rnu", 1), ("info", "inof", 1),
      ("ca", "abc", 3), ("abcd", "badc", 2), ("kitten", "sitting", 3), ("list", "list", 0),
    ]
  )
  func `a slip of the fingers counts once`(one: String, other: String, distance: Int) {
    #expect(one.typingDistance(to: other) == distance)
    #expect(other.typingDistance(to: one) == distance)
  }

  @Test(arguments: [
    ["list", "--lines\nfeed"], ["list", "a\r\nb"], ["list", "--sort", "a\nb\nc"],
    ["sandbox", "--fault", "x\u{85}\ny"],
    ["--host\n", "x"], ["sandbox", "--port=1\n2"], ["info", "x", "y\n\n\n"],
  ])
  func `an end of a line that was typed ends no line of a complaint`(arguments: [String]) throws {
    func lines(_ arguments: [String]) throws -> [String] {
      let error = #expect(throws: (any Error).self) { try ClienteleCommand.parseAsRoot(arguments) }
      let message = ClienteleCommand.fullMessage(for: try #require(error))
      return CommandLineProblem.lines(of: message, about: arguments)
    }
    let harmless = arguments.map {
      $0.map { $0.unicodeScalars.contains(where: \.isControl) ? "�" : String($0) }.joined()
    }
    #expect(try lines(arguments).count == lines(harmless).count)
    #expect(try !lines(arguments).contains { $0.unicodeScalars.contains(where: \.isControl) })
  }

  @Test(arguments: [["update", "x", "--nmae", "y"], ["update", "x", "--uri", "y"]])
  func `an option that does not exist is what is complained of`(arguments: [String]) throws {
    let error = #expect(throws: (any Error).self) { try ClienteleCommand.parseAsRoot(arguments) }
    #expect(ClienteleCommand.message(for: try #require(error)).contains("'\(arguments[2])'"))
  }

  @Test(
    arguments: [
      (["lsit", "--json"], "clientele list"), (["help", "lsit"], "clientele help list"),
      (["help", "bogus"], "“bogus”"), (["help", "list", "bogus"], "“bogus”"),
      (["help", "cache", "clear", "x"], "“x”"),
      (["hlep"], "clientele help"), (["versoin"], "clientele --version"),
      (["version"], "clientele --version"),
      (["--hlep"], "“--help”"), (["--verison"], "“--version”"), (["list", "-json"], "“--json”"),
      (["list", "--filter", "-json"], nil), (["delete", "--", "-json"], nil), (["-h"], nil), (["-help"], nil),
      (["cache", "claer"], "clientele cache clear"), (["help", "cache", "x"], "“x”"),
      (["help", "help", "x"], nil),
      (["--host", "h", "list"], "clientele list …"), (["--json", "list", "--csv"], nil),
      (["--read-only", "rotate", "x", "--", "list"], "clientele rotate …"),
      (["rotate", "x", "--"], "after --"),
      (["list"], nil), (["info", "lsit"], nil), (["help"], nil), (["help", "list"], nil), (["cache"], nil),
      (["cache", "clear"], nil), (["help", "cache", "clear"], nil), (["--help"], nil),
      (["--bogus", "list"], nil), ([], nil),
      (["rotate", "x", "--", "sh", "--"], nil), (["run", "x", "--"], nil), (["help", "help"], nil),
    ] as [([String], String?)]
  )
  func `is said before the parser gets at it`(arguments: [String], words: String?) {
    let problem = CommandLineProblem(arguments)
    if let words {
      #expect(problem?.message.contains(words) == true, "\(problem?.message ?? "nothing")")
    } else {
      #expect(problem == nil, "\(problem?.message ?? "")")
    }
  }

  @Test(
    arguments: [
      (["--lsit"], "“clientele list”"), (["--list"], "“clientele list”"),
      (["rewrite", "--set-hots", "x"], "“--set-host”"),
      (["rewrite", "--set-hots=x"], "“--set-hots”. Did you mean “--set-host”"),
      (["where", "x", "--mned"], "“--mend”"), (["--sandobx"], "“--sandbox”"),
      (["list", "--jsno"], "“--json”"),
      (["list", "--flter", "x"], "“--filter”"), (["cache", "clear", "--hepl"], "“--help”"),
      (["--bogus"], nil), (["list", "--frobnicate"], nil), (["list", "--filter"], nil),
      (["delete", "--", "--jsno"], nil),
      (["list"], nil), ([], nil), (["list", "lsit"], nil),
    ] as [([String], String?)]
  )
  func `an option that there is not is named with the nearest`(arguments: [String], words: String?) {
    let problem = CommandLineProblem.unknownOption(in: arguments)
    #expect(words.map { problem?.contains($0) == true } ?? (problem == nil), "\(problem ?? "nothing")")
  }
}
