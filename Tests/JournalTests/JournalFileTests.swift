import FoundationEssentials
import HerokuAPI
import Platform
import TestSupport
import Testing

@testable import Journal

@Suite struct JournalFileTests {
  private func withJournal(limit: Int = JournalFile.standardLimit, _ body: (Home) throws -> Void) throws {
    try TemporaryFolder.with { try body(Home(folder: $0, limit: limit)) }
  }

  /// A home with a journal in it, which nobody has written to yet.
  private struct Home {
    let folder: TemporaryFolder
    let journal: JournalFile

    init(folder: TemporaryFolder, limit: Int) throws {
      self.folder = folder
      let place = try #require(JournalFolder(environment: ["HOME": folder.path]))
      journal = JournalFile(in: place, limit: limit)
    }

    static let name = ".local/state/clientele/journal.jsonl"
    var bytes: [UInt8] {
      FileManager.default.contents(atPath: folder.path(of: Self.name)).map(Array.init) ?? []
    }

    func write(_ bytes: some Sequence<UInt8>) throws {
      try Data(bytes).write(to: URL(filePath: folder.path(of: Self.name)))
    }
  }

  @Test func `the environment names the folder`() {
    #expect(JournalFolder(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"])?.path == "/s/clientele")
    #expect(
      JournalFolder(environment: ["XDG_STATE_HOME": "s", "HOME": "/h"])?.path == "/h/.local/state/clientele"
    )
    #expect(JournalFolder(environment: [:]) == nil)
  }

  @Test func `reads what was written, and others cannot`() throws {
    try withJournal { home in
      #expect(try home.journal.history() == History())
      var random = SeededGenerator(seed: 1)
      let entries = (0..<300).map { _ in JournalEntry.random(using: &random) }
      for entry in entries { #expect(try home.journal.append(entry) == false) }
      let read = try home.journal.history()
      #expect(read.skippedLines == 0)
      #expect(Set(read.entries) == Set(entries))
      #expect(read.entries.map(\.date) == entries.map(\.date).sorted(by: >), "the newest first")
      #expect(try home.folder.permissions(of: Home.name) == 0o600)
      #expect(try home.folder.permissions(of: ".local/state/clientele") == 0o700)
    }
  }

  @Test func `a time to the millisecond is written as people read it`() throws {
    try withJournal { home in
      for number in 0..<1000 {
        try home.journal.append(.sample(at: 60 + Double(number) / 1000))
      }
      let text = String(decoding: home.bytes, as: UTF8.self)
      #expect(text.ranges(of: #""at":"2"#).count == 1000)
    }
  }

  @Test func `a time that could not be written again is none`() throws {
    let line = try #require(JournalLine(.sample()).bytes())
    let text = String(decoding: line.dropLast(), as: UTF8.self)
    let at = try #require(text.firstRange(of: #""at":""#))
    let end = try #require(text[at.upperBound...].firstIndex(of: "\""))
    for time in ["26012-01-01T00:00:00.000Z", "9999-12-31T23:59:59.9999Z"] {
      #expect(JournalLine((text[..<at.upperBound] + time + text[end...]).utf8) == nil)
    }
    let last = text[..<at.upperBound] + "9999-12-31T23:59:59.999Z" + text[end...]
    let entry = try #require(JournalLine(last.utf8)?.entry)
    #expect(try #require(JournalLine(entry).bytes()).dropLast().elementsEqual(last.utf8))
  }

  @Test func `no line holds a secret, or anything that drives a terminal`() throws {
    try withJournal { home in
      var random = SeededGenerator(seed: 2)
      for _ in 0..<300 { try home.journal.append(.random(using: &random)) }
      let text = String(decoding: home.bytes, as: UTF8.self)
      #expect(!text.contains(plantedSecret))
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
      #expect(!text.contains("\u{202E}"))
    }
  }

  @Test func `a crash at any byte costs no more than the line that was being written`() throws {
    try withJournal { home in
      let entries = [JournalEntry.sample("a"), .sample("ü\n"), .sample("c")]
      for entry in entries { try home.journal.append(entry) }
      let whole = home.bytes
      let last = JournalEntry.sample("last")
      for count in 0..<whole.count {
        try home.write(whole[..<count])
        let kept = whole[..<count].count { $0 == UInt8(ascii: "\n") }
        let before = try home.journal.history()
        // A line is whole also without its line feed.
        #expect(Set(entries.prefix(kept)).isSubset(of: before.entries))
        try home.journal.append(last)
        let after = try home.journal.history()
        #expect(Set(after.entries) == Set(before.entries + [last]), "cut at \(count)")
        #expect(after.skippedLines == before.skippedLines)
      }
    }
  }

  @Test func `lines that are damaged, foreign or of another version are skipped and counted`() throws {
    try withJournal { home in
      let entries = (0..<20).map { JournalEntry.sample("client \($0)", at: Double($0)) }
      for entry in entries { try home.journal.append(entry) }
      let whole = home.bytes
      let lines = whole.split(separator: UInt8(ascii: "\n"))
      let newer = String(decoding: lines[0], as: UTF8.self).replacing(#""v":1"#, with: #""v":2"#)
      let foreign = ["", "{", "[]", "null", "{}", "\u{0}\u{0}\u{0}", newer]
      try home.write(Array(foreign.joined(separator: "\n").utf8) + [UInt8(ascii: "\n")] + whole)
      let read = try home.journal.history()
      #expect(read.entries == entries.reversed())
      #expect(read.skippedLines == foreign.count - 1, "an empty line is none")

      var random = SeededGenerator(seed: 3)
      for _ in 0..<300 {
        var damaged = whole
        let index = damaged.indices.randomElement(using: &random) ?? 0
        damaged[index] = UInt8.random(in: .min ... .max, using: &random)
        try home.write(damaged)
        let read = try home.journal.history()
        let line = whole[..<index].count { $0 == UInt8(ascii: "\n") }
        // Damage to a line feed touches the line behind it, too.
        let spared = entries.enumerated().filter { $0.offset != line && $0.offset != line + 1 }.map(\.element)
        #expect(Set(spared).isSubset(of: read.entries))
      }
    }
  }

  @Test func `the end of it can be read alone, from the first whole line on`() throws {
    try withJournal { home in
      let entries = (0..<40).map { JournalEntry.sample("Client \($0)", at: Double($0)) }
      for entry in entries { try home.journal.append(entry) }
      let size = home.bytes.count
      let newestFirst = try home.journal.history().entries
      #expect(newestFirst.count == 40)
      for latest in [0, 1, size / 40, size / 2, size / 2 + 1, size - 1, size, size + 1, .max] {
        let read = try home.journal.history(latest: latest)
        #expect(read.skippedLines == 0, "\(latest)")
        #expect(read.entries == Array(newestFirst.prefix(read.entries.count)), "\(latest)")
        let lines = home.bytes.suffix(min(latest, size))
        let whole = lines.count { $0 == UInt8(ascii: "\n") }
        #expect((whole - 1...whole).contains(read.entries.count), "\(latest)")
      }
      #expect(try home.journal.history(latest: size).entries == newestFirst)
    }
  }

  @Test func `of each change the last line counts, and one without an end is not known`() throws {
    try withJournal { home in
      let done = JournalEntry.sample(at: 1, ending: nil)
      let killed = JournalEntry.sample(at: 2, ending: nil)
      try home.journal.append(done)
      try home.journal.append(killed)
      try home.journal.append(done.with(ending: .done))
      let read = try home.journal.history().entries
      #expect(read == [killed, done.with(ending: .done)])
      #expect(read.map(\.outcome) == [.unknown, .done])
    }
  }

  @Test func `tells of one server and account, and of those that are nobody's`() throws {
    let mine = JournalEntry.sample("mine", at: 3)
    let nobodys = JournalEntry.sample("nobody's", account: nil, at: 2)
    let theirs = JournalEntry.sample("theirs", account: "bob@example.com", at: 1)
    let elsewhere = JournalEntry.sample("elsewhere", host: "other", at: 0)
    let all = History([mine, nobodys, theirs, elsewhere])
    #expect(all.narrowed(to: "api.heroku.com", account: "alice@example.com").entries == [mine, nobodys])
    #expect(all.narrowed(to: "api.heroku.com", account: nil).entries == [mine, nobodys, theirs])
    #expect(
      all.narrowed(to: "other", account: "bob@example.com").entries
        == [elsewhere].filter { $0.account == nil }
    )
    let since = all.narrowed(to: "api.heroku.com", account: nil, since: .testNow.addingTimeInterval(2))
    #expect(since.entries == [mine, nobodys])
  }

  @Test func `is removed, with all that is in it`() throws {
    try withJournal { home in
      #expect(try home.journal.clear() == 0)
      let entry = JournalEntry.sample(ending: nil)
      try home.journal.append(entry)
      try home.journal.append(entry.with(ending: .done))
      #expect(try home.journal.clear() == 1)
      #expect(try home.journal.history() == History())
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: home.folder.path(of: ".local/state/clientele"))
          == []
      )
    }
  }

  // MARK: Cutting

  @Test func `is cut off at a size, the oldest first, and what has begun without an end stays`() throws {
    try withJournal(limit: 40_000) { home in
      let killed = JournalEntry.sample("killed", at: -1, ending: nil)
      try home.journal.append(killed)
      var newest: [JournalEntry] = []
      for number in 0..<300 {
        let entry = JournalEntry.sample("client \(number)", at: Double(number), ending: nil)
        try home.journal.append(entry)
        newest.append(entry.with(ending: .done))
        try home.journal.append(newest[number])
        #expect(home.bytes.count <= 40_000)
        let read = try home.journal.history()
        #expect(read.skippedLines == 0)
        #expect(read.entries.last == killed)
        // What is there is the newest of all, without a gap.
        let kept = read.entries.dropLast()
        #expect(Array(kept) == Array(newest.suffix(kept.count).reversed()))
        #expect(kept.count >= min(number + 1, 10))
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: home.folder.path(of: ".local/state/clientele"))
          == ["journal.jsonl"]
      )
    }
  }

  @Test(arguments: [JournalFile.standardLimit, 30_000])
  func `several writers mix no lines, also while it is cut`(limit: Int) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let home = try Home(folder: folder, limit: limit)
    let journal = home.journal
    // Each appends through a descriptor of its own, as processes do.
    try await withThrowingTaskGroup { group in
      for writer in 0..<8 {
        group.addTask {
          for number in 0..<40 {
            let entry = JournalEntry.sample(
              "\(writer) \(number) " + String(repeating: "x", count: number),
              ending: nil
            )
            try journal.append(entry)
            try journal.append(entry.with(ending: .done))
          }
        }
      }
      try await group.waitForAll()
    }
    let read = try journal.history()
    #expect(read.skippedLines == 0)
    #expect(read.entries.allSatisfy { $0.ending == .done })
    if limit == JournalFile.standardLimit {
      #expect(read.entries.count == 320)
    } else {
      #expect((10..<320).contains(read.entries.count))
      #expect(home.bytes.count <= limit)
    }
  }

  // MARK: What is not ours

  @Test func `follows no symbolic link`() throws {
    try withJournal { home in
      try home.journal.append(.sample())
      try FileManager.default.moveItem(
        atPath: home.folder.path(of: Home.name),
        toPath: home.folder.path(of: "elsewhere")
      )
      try FileManager.default.createSymbolicLink(
        atPath: home.folder.path(of: Home.name),
        withDestinationPath: home.folder.path(of: "elsewhere")
      )
      let before = home.folder.text(of: "elsewhere")
      let problem = #expect(throws: JournalProblem.self) { try home.journal.append(.sample()) }
      #expect(problem?.reason == "it is a symbolic link, which is not followed")
      #expect(throws: JournalProblem.self) { try home.journal.history() }
      #expect(home.folder.text(of: "elsewhere") == before)
      // The link goes, what it leads to stays.
      #expect(try home.journal.clear() == 0)
      #expect(home.folder.text(of: "elsewhere") == before)
    }
  }

  @Test func `a folder that is a link or a file is left alone`() throws {
    try withJournal { home in
      try home.folder.write("", to: "planted/x")
      try home.folder.write("", to: ".local/state/x")
      let path = home.folder.path(of: ".local/state/clientele")
      try FileManager.default.createSymbolicLink(
        atPath: path,
        withDestinationPath: home.folder.path(of: "planted")
      )
      #expect(throws: JournalProblem.self) { try home.journal.append(.sample()) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: home.folder.path(of: "planted")) == ["x"])
      try FileManager.default.removeItem(atPath: path)
      try home.folder.write("a file", to: ".local/state/clientele")
      #expect(throws: JournalProblem.self) { try home.journal.append(.sample()) }
      #expect(home.folder.text(of: ".local/state/clientele") == "a file")
    }
  }

  @Test func `a mode that is open to others is closed, and told of`() throws {
    try withJournal { home in
      try home.journal.append(.sample())
      #expect(chmod(home.folder.path(of: Home.name), 0o644) == 0)
      #expect(try home.journal.append(.sample()) == true)
      #expect(try home.folder.permissions(of: Home.name) == 0o600)
      #expect(chmod(home.folder.path(of: ".local/state/clientele"), 0o755) == 0)
      #expect(try home.journal.append(.sample()) == true)
      #expect(try home.journal.append(.sample()) == false)
      #expect(try home.journal.history().entries.count == 4)
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
  func `what belongs to somebody else is left alone`() throws {
    try withJournal { home in
      try home.journal.append(.sample())
      let before = home.bytes
      #expect(chown(home.folder.path(of: Home.name), 1, 1) == 0)
      let problem = #expect(throws: JournalProblem.self) { try home.journal.append(.sample()) }
      #expect(problem?.reason == "it belongs to somebody else")
      #expect(home.bytes == before)
    }
  }

  @Test func `a pipe in its place keeps nobody waiting`() throws {
    try withJournal { home in
      try home.folder.write("", to: ".local/state/clientele/x")
      #expect(mkfifo(home.folder.path(of: Home.name), 0o600) == 0)
      #expect(throws: JournalProblem.self) { try home.journal.append(.sample()) }
    }
  }

  @Test func `somebody who was stopped while writing keeps nobody waiting for long`() throws {
    try withJournal { home in
      try home.journal.append(.sample("first"))
      let held = open(home.folder.path(of: ".local/state/clientele"), O_RDONLY | O_DIRECTORY)
      defer { close(held) }
      #expect(flock(held, LOCK_EX) == 0)
      try home.journal.append(.sample("second"))
      #expect(try home.journal.history().entries.count == 2)
    }
  }
}
