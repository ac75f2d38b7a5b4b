import HerokuAPI

/// Puts the words of a netrc file together to entries.
///
/// A keyword's value is the next word on its line, whatever it looks like: a password may be `login`, or start with
/// `#`. Where the line ends first, the value may be alone on a later line, if it is no keyword.
///
/// The first login and the first password of a machine count. Whatever is not understood ends the entry, so that
/// nothing of it can be taken for the machine above it; the next `machine` or `default` begins a new one.
struct NetrcReader {
  private(set) var entries: [NetrcEntry] = []
  private(set) var problems: [NetrcProblem] = []
  private var words: NetrcWords
  /// Which keywords the entry has had, with a value or without.
  private var seen: Set<String> = []
  private var state = State.ended

  private enum State {
    /// Logins and passwords belong to the last entry.
    case open
    /// A comment looks like another machine: what follows may belong to it. It is worth a word only if there is more.
    case behindComment(line: Int)
    /// Nothing belongs to the last entry any more.
    case ended
  }

  /// A reader at the start of a file.
  init(bytes: [UInt8]) {
    words = NetrcWords(bytes: bytes)
  }

  /// Reads the file to its end.
  mutating func read() {
    guard !words.isUTF16 else { return note(.utf16, at: 1) }
    while let (word, line) = words.nextKeyword() {
      noteCommentedMachine()
      switch NetrcWords.keywords[word.lowercased()] {
      case .machine?:
        begin(words.nextValue().map { .named($0) }, at: line)
      case .default?:
        begin(.anyOther, at: line)
      case .login?:
        set("login", at: line) { $0.login = $1 }
      case .password?:
        set("password", at: line) { $0.password = Secret($1) }
      case .port?:
        set("port", at: line) { $0.port = $1 }
      case .account?:
        // Of FTP. Its value could be any word, so that it must not be taken for a keyword.
        _ = words.nextValue()
      case .macdef?:
        if let macro = words.skipMacro() { note(.openMacro, at: macro) }
      case nil:
        end(.notUnderstood, at: line)
        words.skipLine()
      }
    }
  }

  private mutating func begin(_ machine: NetrcEntry.Machine?, at line: Int) {
    seen = []
    state = .ended
    // It is the entry above that the next line might have been taken for.
    guard let machine else { return note(.noValue(keyword: "machine"), at: line) }
    state = .open
    entries.append(NetrcEntry(machine: machine))
    if entries.last?.isForNoHost == true { note(.noHost, at: line) }
  }

  private mutating func set(
    _ keyword: String,
    at line: Int,
    _ change: (inout NetrcEntry, String) -> Void
  ) {
    let value = words.nextValue()
    switch state {
    case .ended:
      if entries.isEmpty, problems.isEmpty { note(.notUnderstood, at: line) }
    case .behindComment(let comment):
      end(.behindComment, at: comment)
    case .open where !seen.insert(keyword).inserted:
      end(.second(keyword: keyword), at: line)
    case .open:
      if let value, let last = entries.indices.last {
        change(&entries[last], value)
      } else {
        note(.noValue(keyword: keyword), at: line)
      }
    }
  }

  private mutating func noteCommentedMachine() {
    guard let comment = words.takeCommentedMachine() else { return }
    // Behind a password, on its line, there is nothing to be taken for the machine's.
    guard comment.isOnItsOwn || entries.last?.password == nil else { return }
    switch state {
    case .open, .behindComment: state = .behindComment(line: comment.line)
    case .ended: break
    }
  }

  private mutating func end(_ kind: NetrcProblem.Kind, at line: Int) {
    if case .ended = state {
      // One word for all that is left out.
      guard entries.isEmpty, problems.isEmpty else { return }
    }
    note(kind, at: line)
    state = .ended
  }

  private mutating func note(_ kind: NetrcProblem.Kind, at line: Int) {
    problems.append(NetrcProblem(kind: kind, line: line, entry: entries.indices.last))
  }
}
