import ClientBrowser
import FoundationEssentials
import TerminalText

@testable import ClientIndex
@testable import HerokuAPI
@testable import TerminalUI

/// Clients that nobody hid anything from, and one that has the input for a name.
private func clients(named name: String, _ uri: String = "https://example.com/cb") -> [OAuthClient] {
  [
    OAuthClient(id: ClientID("11111111-1111-4111-8111-111111111111"), name: name, redirectURI: uri),
    OAuthClient(
      id: ClientID("22222222-2222-4222-8222-222222222222"),
      name: "Größe",
      redirectURI: "http://localhost:3000/",
      updatedAt: Date(timeIntervalSince1970: 1_600_000_000)
    ),
  ]
}

/// A filter: printed, it is read as the same; what it hides, its opposite shows; what it finds is in the text.
func fuzzFilter(_ bytes: [UInt8]) {
  let typed = text(bytes)
  let filter: ClientFilter
  do throws(ClientFilter.Mistake) {
    filter = try ClientFilter(typed)
  } catch {
    check(!error.range.isEmpty && error.range.upperBound <= typed.endIndex, "a mistake outside the text")
    return
  }
  check((try? ClientFilter(filter.description)) == filter, "printed, it is another: \(filter)")
  var index = ClientIndex()
  index.merge(ClientBatch(clients(named: typed, typed)))
  let now = Date(timeIntervalSince1970: 1_700_000_000)
  index.filter(by: filter, at: now)
  check(index.count <= index.totalCount, "more than all")
  for client in clients(named: typed, typed) {
    let found = index.matchedRanges(in: client)
    checkRanges(found.name, in: client.name)
    checkRanges(found.redirectURI, in: client.redirectURI)
    checkRanges(found.id, in: client.id.text)
  }
  guard filter.terms.count == 1, var term = filter.terms.first else { return }
  let shown = index.count
  term.isNegated.toggle()
  index.filter(by: ClientFilter(terms: [term]), at: now)
  check(shown + index.count == index.totalCount, "neither shown nor hidden: \(filter)")
}

private func checkRanges(_ ranges: [Range<String.Index>], in text: String) {
  var end = text.startIndex
  for range in ranges {
    check(end <= range.lowerBound && range.upperBound <= text.endIndex && !range.isEmpty, "outside the text")
    end = range.upperBound
  }
}

/// A redirect URI: the quick judgement is the whole one's, and corrections come to an end.
func fuzzURI(_ bytes: [UInt8]) {
  let typed = text(bytes)
  let findings = RedirectURI.findings(in: typed)
  check(RedirectURI.severity(of: typed) == findings.first?.severity, "judged twice, differently")
  check(findings.count <= 64, "findings without end")
  for finding in findings { checkCells(finding.text) }
  var mended = typed
  for _ in 0..<64 {
    guard let correction = RedirectURI.findings(in: mended).lazy.compactMap(\.correction).first else {
      return
    }
    check(!correction.utf8.elementsEqual(mended.utf8), "a correction that corrects nothing")
    mended = correction
  }
  check(false, "corrections without end")
}

/// The editor's text: what is read from it are changes of these clients that could be sent.
func fuzzSheet(_ bytes: [UInt8]) {
  let typed = text(bytes)
  let own = ClientSheet(clients(named: typed, typed))
  if !typed.allSatisfy(\.isWhitespace) {
    check((try? own.reading(own.text))?.changes.isEmpty == true, "the sheet does not survive being read")
  }
  let sheet = ClientSheet(clients(named: "Staging"))
  let edited = sheet.text + typed
  do throws(ClientSheetMistakes) {
    for change in try sheet.reading(edited).changes {
      guard case .update(let changes, let client) = change else { return check(false, "not an update") }
      check(sheet.clients.contains(client), "another client")
      if let uri = changes[.redirectURI] {
        check(!RedirectURI.findings(in: uri).contains { $0.severity == .error }, "a URI that cannot work")
      }
    }
  } catch {
    check(!error.mistakes.isEmpty, "mistakes without one")
    let told = ClientSheet.text(edited, telling: error.mistakes)
    do throws(ClientSheetMistakes) {
      _ = try sheet.reading(told)
      check(false, "told of, a mistake is gone")
    } catch let again {
      check(again.mistakes.map(\.reason).count == error.mistakes.count, "told of, mistakes are others")
    }
  }
}

/// Bytes of a terminal: the same however they are spread over reads, and no key that is a control character.
func fuzzKeys(_ bytes: [UInt8]) {
  let (size, bytes) = (Int(bytes.first ?? 0) % 7 + 1, bytes.dropFirst())
  var whole = KeyDecoder()
  let expected = whole.feed(Array(bytes))
  var pieced = KeyDecoder()
  var input: [TerminalInput] = []
  var rest = bytes
  while !rest.isEmpty {
    input += pieced.feed(Array(rest.prefix(size)))
    rest = rest.dropFirst(size)
  }
  check(input == expected, "depends on how bytes are spread")
  check(pieced.flush() == whole.flush() && !whole.isWaiting, "depends on how bytes are spread, at the end")
  check(input.count <= bytes.count, "more keys than bytes")
  for case .key(let key) in input {
    if case .character(let character) = key.code {
      check(!character.unicodeScalars.contains(where: \.isControl), "a key that is a control: \(key)")
    }
    check(!key.name.isEmpty, "a key without a name")
  }
}

/// Three lines, a pattern, what matches are replaced by, and a text: `$0` changes nothing.
func fuzzPattern(_ bytes: [UInt8]) {
  let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
  guard lines.count == 3 else { return }
  let (pattern, replacement, subject) = (text(lines[0]), text(lines[1]), text(lines[2]))
  do throws(RewriteMistake) {
    let kept = try Rewrite(.pattern(pattern, by: "$0")).outcome(for: subject)
    check(kept == .unchanged, "$0 is not what was matched")
    let outcome = try Rewrite(.pattern(pattern, by: replacement)).outcome(for: subject)
    guard case .rewritten(let new) = outcome else { return }
    let longest = (subject.utf8.count + 1) * (replacement.utf8.count + 1) * (subject.utf8.count + 1)
    check(new.utf8.count <= longest + subject.utf8.count, "longer than it can be")
  } catch {
    let length = (error.input == .old ? pattern : replacement).unicodeScalars.count
    check((0...length).contains(error.offset), "a mistake outside the text")
    check(!error.reason.isEmpty, "a mistake without words")
  }
}

/// Foreign text in cells: no wider than asked, nothing that drives a terminal, and cleaned but once.
func fuzzText(_ bytes: [UInt8]) {
  let width = Int(bytes.first ?? 0)
  let foreign = text(bytes.dropFirst())
  checkCells(foreign)
  let clean = CleanText(foreign).text
  check(CleanText(clean).text.utf8.elementsEqual(clean.utf8), "cleaning does not settle")
  check(clean.cut(toWidth: width).cellWidth <= width, "wider than asked")
  check(clean.cutHead(toWidth: width).cellWidth <= width, "wider than asked")
  check(clean.padded(toWidth: width).cellWidth == width, "not as wide as asked")
  for line in clean.wrapped(toWidth: max(2, width)) {
    check(line.cellWidth <= max(2, width), "a line that is wider than asked")
  }
  let word = ShellText.pasteable(foreign)
  check(!word.unicodeScalars.contains { $0.isControl }, "a control in a word to be pasted")
}

/// An address of signing in, as `explain` reads it: what is shown holds no code, and nothing that drives a terminal.
func fuzzFlow(_ bytes: [UInt8]) {
  let typed = text(bytes)
  guard let address = try? FlowAddress(parsing: typed) else { return }
  let clients = clients(named: "Staging", typed)
  check(address.parameters.count <= bytes.count, "more parameters than bytes")
  for parameter in address.parameters {
    check(parameter.length <= typed.count, "longer than the whole address")
    if ["code", "client_secret", "access_token", "refresh_token"].contains(parameter.name) {
      check(parameter.shownValue == nil, "what nobody may see is shown")
    }
  }
  for list in [nil, clients] {
    let findings = address.findings(at: .heroku, among: list)
    check(findings.count <= 64, "findings without end")
    check(findings.map(\.severity) == findings.map(\.severity).sorted(by: >), "not the worst first")
    for finding in findings {
      checkCells(finding.text)
      for line in finding.lines { checkCells(line) }
    }
  }
  if let client = address.client(among: clients) { check(clients.contains(client), "a client from nowhere") }
}

/// Two lines, a proxy and `NO_PROXY`: a proxy that can be connected to or a reason that repeats nothing, and none for this machine.
func fuzzProxy(_ bytes: [UInt8]) {
  let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false).map {
    text($0)
  }
  let (url, exceptions) = (lines[0], lines.count > 1 ? lines[1] : "")
  let environment = ["https_proxy": url, "http_proxy": url, "no_proxy": exceptions]
  for name in ["api.heroku.com", "http://127.0.0.1:5000", "http://[::1]:5000"] {
    guard let endpoint = try? Endpoint(parsing: name) else { return check(false, "\(name) is a server") }
    do throws(ProxyError) {
      guard let proxy = try Proxy(environment: environment, endpoint: endpoint) else { continue }
      check(!endpoint.isLoopback, "this machine through a proxy")
      check(!proxy.host.isEmpty && (1...65_535).contains(proxy.port), "no proxy: \(proxy)")
      check(proxy.host.utf8.allSatisfy { (0x21...0x7e).contains($0) }, "no host: \(proxy)")
      if let password = proxy.password?.reveal(), password.utf8.count > 8, !proxy.host.contains(password) {
        check(!"\(proxy)".contains(password), "a password is told")
      }
      let again = try? Proxy(environment: ["https_proxy": proxy.description], endpoint: endpoint)
      check(again?.host == proxy.host && again?.port == proxy.port, "printed, it is another: \(proxy)")
    } catch {
      checkCells(error.description)
      check(!ProxyExceptions(environment: environment).contain(endpoint), "excepted, and yet understood")
    }
  }
}
