import HerokuAPI
import TestSupport
import Testing

@testable import Tokens

/// Generated files, read by the reader and by a slow one that goes by whole lines and shares nothing with it.
struct NetrcModelTests {
  @Test(arguments: UInt64(1)...16) func `reads what a plain reader reads`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      let lines = (0..<Int.random(in: 1...12, using: &random)).map { _ in line(using: &random) }
      let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
      let text = lines.joined(separator: end)
      let read = Netrc(text)
      let model = PlainNetrc(lines)
      for host in ["one", "two", "three"] {
        let entry = read.entry(for: host)
        let expected = model.entry(for: host)
        #expect(entry?.login == expected?.login, "\(text.debugDescription) for \(host)")
        #expect(entry?.password?.reveal() == expected?.password, "\(text.debugDescription) for \(host)")
      }
      // Whatever is left out is said, by the number of its line.
      #expect(Set(read.problems.map(\.line)) == model.problems, "\(text.debugDescription)")
    }
  }

  /// Each password names the machine that it was written for: it must come out for no other.
  @Test(arguments: UInt64(1)...16) func `gives no machine another's password, however the file was broken`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<400 {
      var lines = ["one", "two", "three"].shuffled(using: &random).flatMap { host in
        ["machine \(host)", "  login me@\(host)", "  password of-\(host)"]
      }
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: lines.indices, using: &random)
        if index > 0, Int.random(in: 0..<4, using: &random) == 0 {
          // It is commented out behind the line before it.
          let comment = lines.remove(at: index)
          lines[index - 1] += " #" + comment
        } else {
          Self.break(&lines[index], using: &random)
        }
      }
      let text = lines.joined(separator: "\n")
      for host in ["one", "two", "three"] {
        let password = Netrc(text).entry(for: host)?.password?.reveal()
        let isAnothers = password?.hasPrefix("of-") == true && password != "of-\(host)"
        #expect(!isAnothers, "\(text.debugDescription) for \(host)")
      }
    }
  }

  /// What happens to a line of a file: it is commented out, loses its value or its keyword, or is misspelt.
  private static func `break`(_ line: inout String, using random: inout SeededGenerator) {
    let words = line.split(separator: " ").map(String.init)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: line = "#" + line
    case 1: line = "# " + line
    case 2: line = words.first ?? ""
    case 3: line = words.last ?? ""
    case 4: line = "x" + line.drop { $0 == " " }
    case 5: line += " x"
    default: line = "; " + line
    }
  }

  private func line(using random: inout SeededGenerator) -> String {
    let host = ["one", "two", "three"].randomElement(using: &random) ?? "one"
    let value = "v\(Int.random(in: 0...999, using: &random))"
    let all = [
      "", "  ", "machine \(host)", "\tMACHINE  \(host) ", "machine \(host) login \(value)",
      "machine \(host) login \(value) password \(value)", "machine", "default",
      "default login \(value) password \(value)",
      "login \(value)", "  login\t\(value)", "password \(value)", "  password \(value)  ", "user \(value)",
      "passwd \"\(value)\"", "login", "password", "account \(value)", "login \(value) password \(value)",
      "login password password \(value)", "password #\(value)", "# \(value)", "#machine \(host)",
      " # machine \(host) x",
      "#default", "# default is \(value)", "#host \(host)", "# server \(host) login \(value)",
      "# server of \(value)", "machine \(host) # machine \(host)",
      "machine \(host) login \(value) #host \(host)",
      "login \(value) #machine \(host)", "login # machine \(host)", "account \(value) # default",
      "port 443 # \(value)", "password \(value) # machine \(host)", "host \(host)", "\(value)",
      "login \(value) \(value)", "port 443", "port 80", "macdef \(value)",
    ]
    return all.randomElement(using: &random) ?? ""
  }
}

/// A netrc file as a person reads it who goes from line to line with a finger on the keyword.
private struct PlainNetrc {
  struct Entry {
    var host: String?
    var login: String?
    var password: String?
    var port: String?
  }

  private(set) var entries: [Entry] = []
  /// The numbers of the lines that something is wrong with.
  private(set) var problems: Set<Int> = []

  init(_ lines: [String]) {
    var had: [String] = []
    /// Nil while logins belong to nobody; 0 while they belong to the last entry; else the line of a comment.
    var comment: Int? = nil
    /// The keyword whose value is missing so far, and its line.
    var waiting: (keyword: String, line: Int)?
    var number = 0
    // The end of the last line begins no other.
    var rest = lines.last == "" ? lines.dropLast() : lines[...]

    func kind(_ word: String) -> String? {
      switch word.lowercased() {
      case "machine", "default", "login", "password", "account", "macdef", "port": word.lowercased()
      case "user": "login"
      case "passwd": "password"
      default: nil
      }
    }
    func complain(_ line: Int) { problems.insert(line) }
    func begin(_ host: String?) {
      entries.append(Entry(host: host))
      had = []
      comment = 0
    }
    func take(_ keyword: String, _ value: String?, _ line: Int) {
      switch keyword {
      case "machine":
        if let value {
          begin(value.lowercased())
        } else {
          had = []
          comment = nil
          complain(line)
        }
      case "account": break
      default:
        guard let state = comment else {
          if entries.isEmpty, problems.isEmpty { complain(line) }
          return
        }
        if state > 0 {
          complain(state)
          comment = nil
        } else if had.contains(keyword) {
          complain(line)
          comment = nil
        } else {
          had.append(keyword)
          let last = entries.count - 1
          switch keyword {
          case _ where value == nil: complain(line)
          case "login": entries[last].login = value
          case "password": entries[last].password = value
          default: entries[last].port = value
          }
        }
      }
    }

    func isMachine(_ comment: [String]) -> Bool {
      let said = comment.map { $0.replacing("#", with: "").lowercased() }.filter { !$0.isEmpty }
      switch said.first {
      case "machine": return true
      case "default": return said.count == 1 || kind(said[1]) != nil
      case "host", "server": return said.count == 2 || (said.count > 2 && kind(said[2]) != nil)
      default: return false
      }
    }
    /// Takes note of a comment behind something else.
    func note(_ words: [String]) {
      guard isMachine(words), comment != nil, entries.last?.password == nil else { return }
      comment = number
    }

    while let line = rest.popFirst() {
      number += 1
      var words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
      guard let first = words.first else { continue }
      if first.hasPrefix("#") {
        if isMachine(words) {
          if let missing = waiting { take(missing.keyword, nil, missing.line) }
          waiting = nil
          if comment != nil { comment = number }
        }
        continue
      }
      if let missing = waiting {
        waiting = nil
        let isAlone = words.count == 1 || words[1].hasPrefix("#") || kind(words[1]) != nil
        if kind(first) == nil, isAlone {
          take(missing.keyword, first.trimmingQuotes, missing.line)
          words.removeFirst()
        } else {
          take(missing.keyword, nil, missing.line)
        }
      }
      while let word = words.first {
        words.removeFirst()
        if word.hasPrefix("#") {
          note([word] + words)
          break
        }
        guard let keyword = kind(word) else {
          if comment != nil || (entries.isEmpty && problems.isEmpty) {
            // A comment that was passed over is the earlier one to blame only for logins and passwords.
            complain(number)
          }
          comment = nil
          break
        }
        if keyword == "default" {
          begin(nil)
        } else if keyword == "macdef" {
          let start = number
          var hasMachine = false
          var isEnded = false
          while let body = rest.popFirst() {
            number += 1
            if body.allSatisfy({ $0 == " " || $0 == "\t" }) {
              isEnded = true
              break
            }
            let word = body.split { $0 == " " || $0 == "\t" }.first?.lowercased()
            hasMachine = hasMachine || word == "machine"
          }
          if !isEnded, hasMachine { complain(start) }
          break
        } else if let value = words.first, value != "#" {
          words.removeFirst()
          take(keyword, value.trimmingQuotes, number)
        } else if isMachine(words) {
          take(keyword, nil, number)
          note(words)
          break
        } else {
          waiting = (keyword, number)
          break
        }
      }
    }
    if let missing = waiting { take(missing.keyword, nil, missing.line) }
  }

  func entry(for host: String) -> Entry? {
    let named = entries.filter { $0.host == host }
    let here = { (entry: Entry) in entry.port == nil || entry.port == "443" }
    let usable = named.filter { $0.password != nil && here($0) }
    if let found = usable.first(where: { $0.port != nil }) ?? usable.first { return found }
    if named.contains(where: here) { return nil }
    return entries.first { $0.host == nil && $0.password != nil && here($0) }
  }
}

extension String {
  fileprivate var trimmingQuotes: String {
    count > 1 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }
}
