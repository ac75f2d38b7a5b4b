import HerokuAPI
import TestSupport
import Testing
import Tokens

/// Files that nobody wrote, from a seed.
struct NetrcFuzzTests {
  @Test(arguments: UInt64(1)...8) func `reads any bytes without a crash`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let entries = Netrc(bytes).entries
      #expect(entries.count <= bytes.count)
    }
  }

  @Test(arguments: UInt64(1)...8) func `finds no password that is not in the file`(seed: UInt64) {
    let words = [
      "machine", "default", "login", "password", "account", "macdef", "api.heroku.com", "#", "\"", "\"a b\"",
      "\\",
      "a#b", "é", "\0", " ", "\t", "\n", "\r\n", "\n\n", "  ",
    ]
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        words.randomElement(using: &random) ?? ""
      }.joined(separator: Bool.random(using: &random) ? " " : "")
      for case let password? in Netrc(text).entries.map(\.password) {
        // Only an escape between quotes can make a value differ from what stands in the file.
        let isThere = text.utf8.firstRange(of: password.reveal().utf8) != nil
        #expect(isThere || text.contains("\\"), "\(text.debugDescription)")
      }
    }
  }

  @Test(arguments: UInt64(1)...8) func `reads back every entry, whatever stands between the words`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let written = (0..<Int.random(in: 1...5, using: &random)).map { index in
        (machine: "host\(index)", login: value(using: &random), password: value(using: &random))
      }
      var text = ""
      for entry in written {
        text += noise(using: &random)
        for word in ["machine", entry.machine, "login", entry.login, "password", entry.password] {
          let isValue = word != "machine" && word != "login" && word != "password"
          text += isValue && Bool.random(using: &random) ? quoted(word) : word
          text += [" ", "\t", "  ", "\n", "\r\n", "\n\n \t"].randomElement(using: &random) ?? " "
        }
      }
      let read = Netrc(text)
      for entry in written {
        #expect(read.entry(for: entry.machine)?.login == entry.login, "\(text.debugDescription)")
        #expect(
          read.entry(for: entry.machine)?.password?.reveal() == entry.password,
          "\(text.debugDescription)"
        )
      }
    }
  }

  private func value(using random: inout SeededGenerator) -> String {
    let characters = Array(##"abcXYZ019-_.#\!§"##)
    let value = String(
      (0..<Int.random(in: 1...12, using: &random)).map { _ in characters.randomElement(using: &random) ?? "a"
      }
    )
    // On a line of its own it would be a comment.
    return value.hasPrefix("#") ? "a\(value)" : value
  }

  private func quoted(_ value: String) -> String {
    "\"" + value.replacing("\\", with: "\\\\") + "\""
  }

  private func noise(using random: inout SeededGenerator) -> String {
    [
      "", "\n", "# machine host0 password no\n", "macdef init\nmachine host0 password no\n\n", "\r\n#\r\n",
    ].randomElement(using: &random) ?? ""
  }
}
