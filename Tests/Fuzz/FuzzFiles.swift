import CDigest
import ClientBrowser
import FoundationEssentials
import HerokuAPI
import TerminalText

@testable import Journal

/// A netrc file: no password that is not in it, and no place outside it.
func fuzzNetrc(_ bytes: [UInt8]) {
  let netrc = Netrc(bytes)
  let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
  check(netrc.entries.count <= bytes.count, "more entries than bytes")
  check(netrc.problems.allSatisfy { (1...lines).contains($0.line) }, "a line that is not there")
  let file = text(bytes)
  for password in netrc.entries.compactMap(\.password) where !file.contains("\\") {
    check(file.utf8.firstRange(of: password.reveal().utf8) != nil, "a password that is not there")
  }
  for host in ["api.heroku.com", "127.0.0.1", "[::1]"] {
    guard let entry = netrc.entry(for: host, port: 443) else { continue }
    check(entry.password != nil && netrc.entries.contains(entry), "an entry from nowhere")
    if case .named(let name) = entry.machine {
      check(
        name.lowercased().contains(host) || host == "[::1]" && name.contains("::1"),
        "\(name) for \(host)"
      )
    }
  }
  for problem in netrc.problems { checkCells(problem.description) }
}

private func fileBytes(of list: ListSnapshot) -> [UInt8] {
  var bytes: [UInt8] = []
  list.forEachPiece { bytes += $0 }
  return bytes
}

/// A list on disk, before a checksum that is right: what is read is what would be written.
func fuzzSnapshot(_ bytes: [UInt8]) {
  check(ListSnapshot(fileBytes: bytes) == nil || !bytes.isEmpty, "a list of nothing")
  var file = SnapshotWriter(startingWith: ListSnapshot.firstLine + bytes)
  file.write(ListSnapshot.checksum(of: file.bytes[...]))
  guard let list = ListSnapshot(fileBytes: file.bytes) else { return }
  check(list.clients.count <= bytes.count, "more clients than bytes")
  guard let again = ListSnapshot(fileBytes: fileBytes(of: list)) else {
    return check(false, "what was written cannot be read")
  }
  check(Array(again.clients) == Array(list.clients), "the clients are others")
  check(again.version == list.version, "the version is another")
}

/// A line of the journal: what is read is what would be written, and nothing in it drives a terminal.
func fuzzJournal(_ bytes: [UInt8]) {
  guard let entry = JournalLine(bytes)?.entry else { return }
  guard let line = JournalLine(entry).bytes() else { return check(false, "a line has no form") }
  let scalars = text(line.dropLast()).unicodeScalars
  check(!scalars.contains(where: \.isControl), "a control character")
  check(JournalLine(line.dropLast())?.entry == entry, "it is read as another: \(text(line))")
}
