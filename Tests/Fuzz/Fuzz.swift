import FoundationEssentials
import TerminalText

/// What is fed with bytes, by its name: `Tests/Fuzz/run 60 netrc`.
enum FuzzTarget: String, CaseIterable {
  case answers, fields, netrc, snapshot, journal, filter, uri, sheet, keys, pattern, text, endpoint, flow,
    proxy

  /// The one that this process is about: libFuzzer has the arguments for itself.
  static let chosen = ProcessInfo.processInfo.environment["CLIENTELE_FUZZ"].flatMap(
    FuzzTarget.init(rawValue:)
  )

  /// Reads the bytes as the program would, and stops the process where what comes of them is not as it must be.
  func run(_ bytes: [UInt8]) {
    switch self {
    case .answers: fuzzAnswers(bytes)
    case .fields: fuzzFields(bytes)
    case .netrc: fuzzNetrc(bytes)
    case .snapshot: fuzzSnapshot(bytes)
    case .journal: fuzzJournal(bytes)
    case .filter: fuzzFilter(bytes)
    case .uri: fuzzURI(bytes)
    case .sheet: fuzzSheet(bytes)
    case .keys: fuzzKeys(bytes)
    case .pattern: fuzzPattern(bytes)
    case .text: fuzzText(bytes)
    case .endpoint: fuzzEndpoint(bytes)
    case .flow: fuzzFlow(bytes)
    case .proxy: fuzzProxy(bytes)
    }
  }
}

/// What libFuzzer calls for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let target = FuzzTarget.chosen else { preconditionFailure("CLIENTELE_FUZZ names no target") }
  target.run([UInt8](UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Stops the process where something does not hold; libFuzzer keeps the input.
func check(_ holds: @autoclosure () -> Bool, _ what: @autoclosure () -> String) {
  if !holds() { preconditionFailure(what()) }
}

/// The text of some bytes, as a terminal's or an editor's: what is no UTF-8 is U+FFFD.
func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

/// Expects that a text, cleaned, has nothing that could not stand in a cell.
func checkCells(_ foreign: String) {
  let clean = CleanText(foreign).text
  check(!clean.unicodeScalars.contains { $0.isUnsafeInCell && $0 != "\u{FFFD}" }, "unsafe: \(clean)")
}
