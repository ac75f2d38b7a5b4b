extension ClientSheet {
  /// What a line begins with that tells of a mistake in the next.
  private static let markOfMistakes = "#! "

  /// Reads what somebody has made of the text.
  ///
  /// Lines that are blank or begin with `#` are passed over; lines may stand in any order.
  ///
  /// - Throws: ``ClientSheetMistakes``, with every mistake that there is.
  public func reading(_ text: String) throws(ClientSheetMistakes) -> ClientSheetEdits {
    let known = Dictionary(clients.map { ($0.id, $0) }) { first, _ in first }
    var lineOfClient: [ClientID: Int] = [:]
    var changed: [ClientID: Change] = [:]
    var mistakes: [ClientSheetMistake] = []
    for (index, line) in Self.lines(of: text).enumerated() where !Self.isPassedOver(line) {
      let number = index + 1
      do throws(SheetProblem) {
        let words = try SheetWord.words(of: line)
        let client = try Self.client(words, among: known, lineOfClient)
        lineOfClient[client.id] = number
        changed[client.id] = try Self.change(of: client, to: words)
      } catch {
        mistakes.append(ClientSheetMistake(line: number, text: line, reason: error.reason))
      }
    }
    guard mistakes.isEmpty else { throw ClientSheetMistakes(mistakes: mistakes) }
    return ClientSheetEdits(
      changes: clients.compactMap { changed[$0.id] },
      removedCount: clients.count - lineOfClient.count
    )
  }

  private static func client(
    _ words: [String],
    among known: [ClientID: OAuthClient],
    _ lineOfClient: [ClientID: Int]
  ) throws(SheetProblem) -> OAuthClient {
    guard words.count == 3 else {
      throw SheetProblem(
        words.count < 3
          ? "id, name and redirect URI are wanted, and there \(words.count == 1 ? "is one word" : "are two words")"
          : "there are \(words.count) words instead of three; a name or a redirect URI with blanks stands in quotes"
      )
    }
    let id = ClientID(words[0])
    guard let client = known[id] else { throw SheetProblem("none of these clients has the id \(words[0])") }
    if let line = lineOfClient[id] { throw SheetProblem("line \(line) has the same id") }
    return client
  }

  /// The change that makes of a client what its line says; nil where that is what it is.
  private static func change(of client: OAuthClient, to words: [String]) throws(SheetProblem) -> Change? {
    var changes = ClientChanges()
    if !words[1].utf8.elementsEqual(client.name.utf8) {
      guard !words[1].allSatisfy(\.isWhitespace) else { throw SheetProblem("a name is required") }
      changes[.name] = words[1]
    }
    if !words[2].utf8.elementsEqual(client.redirectURI.utf8) {
      let findings = RedirectURI.findings(in: words[2])
      if let error = findings.first(where: { $0.severity == .error }) {
        throw SheetProblem("the redirect URI cannot work: \(error.text)")
      }
      changes[.redirectURI] = words[2]
    }
    return changes.isEmpty ? nil : .update(changes, expecting: client)
  }

  /// The same text, with each mistake told above its line, for somebody who mends it.
  public static func text(_ text: String, telling mistakes: [ClientSheetMistake]) -> String {
    let reasons = Dictionary(mistakes.map { ($0.line, $0.reason) }) { first, _ in first }
    var lines: [String] = []
    for (index, line) in Self.lines(of: text).enumerated() where !line.hasPrefix(markOfMistakes) {
      if let reason = reasons[index + 1] {
        lines.append(markOfMistakes + SheetWord.escaped(reason, escapesQuotes: false))
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  /// The lines of a text, whichever system's editor has ended them, without a mark of the byte order.
  private static func lines(of text: String) -> [String] {
    var scalars = Substring(text).unicodeScalars
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    return scalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      // All of them: with one left, the line would be another when it is read again.
      while line.last == "\r" { line.removeLast() }
      return String(String.UnicodeScalarView(line))
    }
  }

  private static func isPassedOver(_ line: String) -> Bool {
    line.unicodeScalars.first == "#" || line.unicodeScalars.allSatisfy(SheetWord.isBlank)
  }
}
