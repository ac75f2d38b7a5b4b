import ClientIndex
import FoundationEssentials
public import HerokuAPI
import TerminalText

/// A line of the detail pane: the label on the first line of a value or above it, the value wrapped whole.
public struct DetailLine: Hashable, Sendable {
  /// How the value is meant.
  public enum Tone: Hashable, Sendable {
    /// The name of the client, over the whole width.
    case title
    case plain, dim
    /// Something to say about it, which has a sign on its first line.
    case finding(FindingSeverity)
  }

  /// The label; empty on the further lines of a value.
  public var label = ""
  /// The column of the pane in which the label begins.
  public var labelColumn = 0
  /// A piece of the value, no wider than its column; empty where it begins below its label.
  public var value = ""
  /// The column of the pane in which the value begins.
  public var valueColumn = 0
  /// How the value is meant.
  public var tone = Tone.plain
  /// Whether it begins a value, and is no further line of one.
  public var isFirst = true
  /// The columns of the piece in which the filter has found something.
  public var matches: [Range<Int>] = []
}

extension ListScreen {
  /// The selected client, attribute by attribute; empty where none is selected.
  ///
  /// What matters comes first: below a list there are eight lines.
  func detailLines(in shared: Shared) -> [DetailLine] {
    guard let client = selected(in: shared) else { return [] }
    var lines = DetailLines(columns: shared.layout.detail.columns)
    let isRoomy = shared.layout.arrangement == .sideBySide
    let matches = shared.matches(in: client)
    lines.title(client.displayName, matches: client.displayName == client.name ? matches.name : [])
    if isRoomy { lines.blank() }
    lines.value("redirect URI", client.redirectURI, matches: matches.redirectURI)
    for finding in shared.clients.findings(about: client.id) { lines.finding(finding) }
    lines.value("id", client.id.text, matches: matches.id)
    addSecret(of: client, to: &lines, in: shared)
    addUses(of: client, to: &lines, in: shared)
    lines.value("updated", shared.dateText(client.updatedAt))
    lines.value("created", shared.dateText(client.createdAt))
    lines.value("delinquent", Self.delinquentText(client.ignoresDelinquent))
    if isRoomy { lines.blank() }
    if let last = shared.changesHere[client.id] {
      lines.value("changed here", "\(last.words) (\(shared.ageText(of: last.date)))")
    }
    addNeighbours(of: client, to: &lines, in: shared)
    return lines.all
  }

  private func addSecret(of client: OAuthClient, to lines: inout DetailLines, in shared: Shared) {
    let text: String
    var tone = DetailLine.Tone.dim
    switch secret {
    case .notRead: text = "•••• (\(shared.keymap.name(of: .toggleSecret, in: .list)) shows it)"
    case .reading: text = "reading…"
    case .known(let secret): (text, tone) = (secret.reveal(), .plain)
    case .withheld: text = "withheld: the API gives it to the owner only"
    }
    // What changed the secret would have changed the date.
    let age = client.updatedAt.flatMap { Age(of: $0, at: shared.now).inDaysOrMore }
    lines.value("secret", text, tone, remark: age.map { "no change for \($0)" })
  }

  /// The apps that hold it, those with an old secret first.
  private func addUses(of client: OAuthClient, to lines: inout DetailLines, in shared: Shared) {
    guard let sightings = shared.uses?.sightings[client.id] else { return }
    guard !sightings.isEmpty else {
      return lines.value("used by", "found in no app; that does not say it is unused", .dim)
    }
    let (stale, others) = (sightings.filter { $0.state == .stale }, sightings.filter { $0.state != .stale })
    for (index, sighting) in (stale + others).prefix(Self.mostUses).enumerated() {
      let text = "\(sighting.place): \(sighting.words)"
      lines.value(index == 0 ? "used by" : "", text, sighting.state == .stale ? .finding(.warning) : .plain)
    }
    if sightings.count > Self.mostUses {
      lines.value("", "and \(sightings.count - Self.mostUses) more", .dim)
    }
  }

  /// So many apps are named.
  private static let mostUses = 8

  private func addNeighbours(of client: OAuthClient, to lines: inout DetailLines, in shared: Shared) {
    let others = shared.clients.neighbours(of: client.id, atMost: Self.mostNeighbours + 1)
    for (index, other) in others.prefix(Self.mostNeighbours).enumerated() {
      lines.value(index == 0 ? "same host" : "", other.displayName)
    }
    if others.count > Self.mostNeighbours { lines.value("", "and more", .dim) }
  }

  /// So many clients with the same host are named.
  private static let mostNeighbours = 4

  private static func delinquentText(_ ignores: Bool?) -> String {
    switch ignores {
    case true?: "ignored"
    case false?: "not ignored"
    case nil: "not told"
    }
  }
}

/// Lines of the detail as they are put together.
private struct DetailLines {
  private(set) var all: [DetailLine] = []
  private let columns: DetailColumns
  /// Where values begin that have no label of their own: below the one before.
  private var column: Int

  init(columns: Int) {
    self.columns = DetailColumns(width: columns)
    column = self.columns.value
  }

  mutating func blank() { all.append(DetailLine()) }

  mutating func title(_ text: String, matches: [Range<String.Index>]) {
    let pieces = text.wrapped(toWidth: columns.room(from: columns.label))
    for (piece, matches) in zip(pieces, Self.columns(of: matches, in: text, pieces)) {
      add(DetailLine(value: piece, valueColumn: columns.label, tone: .title, matches: matches))
    }
  }

  /// The columns in which parts of a text stand, in each of the pieces that it was wrapped into.
  private static func columns(
    of ranges: [Range<String.Index>],
    in text: String,
    _ pieces: [String]
  ) -> [[Range<Int>]] {
    guard !ranges.isEmpty else { return pieces.map { _ in [] } }
    var rest = text[...]
    return pieces.map { piece in
      guard !piece.isEmpty, let place = rest.firstRange(of: piece) else { return [] }
      rest = rest[place.upperBound...]
      return FittedText(part: text[place]).columns(of: ranges)
    }
  }

  /// A value, with a remark behind it, or below where there is no room for that.
  mutating func value(
    _ label: String,
    _ value: String,
    _ tone: DetailLine.Tone = .plain,
    remark: String? = nil,
    matches: [Range<String.Index>] = []
  ) {
    let text = CleanText(value).text
    if !label.isEmpty {
      column = columns.place(ofValueBeside: label, columns: text.cellWidth + Self.signWidth(of: tone))
    }
    var pieces = text.wrapped(toWidth: room(for: tone))
    if let remark {
      let last = pieces[pieces.count - 1] + ", " + remark
      if tone == .dim, last.cellWidth <= room(for: tone) {
        pieces[pieces.count - 1] = last
      } else {
        add(label, pieces, tone)
        return add("", [remark], .dim)
      }
    }
    add(label, pieces, tone, Self.columns(of: matches, in: value, pieces))
  }

  mutating func finding(_ finding: ClientFinding) {
    let tone = DetailLine.Tone.finding(finding.severity)
    add("", CleanText(finding.textWithSource).text.wrapped(toWidth: room(for: tone)), tone)
  }

  /// How wide a text may be.
  private func room(for tone: DetailLine.Tone) -> Int {
    max(1, columns.room(from: column) - Self.signWidth(of: tone))
  }

  /// Before a finding stand a sign and a blank.
  private static func signWidth(of tone: DetailLine.Tone) -> Int {
    if case .finding = tone { 2 } else { 0 }
  }

  private mutating func add(
    _ label: String,
    _ pieces: [String],
    _ tone: DetailLine.Tone,
    _ matches: [[Range<Int>]] = []
  ) {
    let isBelow = !label.isEmpty && column == columns.label
    if isBelow { add(DetailLine(label: label)) }
    for (index, piece) in pieces.enumerated() {
      let isFirst = index == 0
      add(
        DetailLine(
          label: isFirst && !isBelow ? label : "",
          value: piece,
          valueColumn: column,
          tone: tone,
          isFirst: isFirst,
          matches: index < matches.count ? matches[index] : []
        )
      )
    }
  }

  private mutating func add(_ line: DetailLine) {
    var line = line
    line.labelColumn = columns.label
    all.append(line)
  }
}

extension Shared {
  /// A date with its age, as the detail tells it.
  fileprivate func dateText(_ date: Date?) -> String {
    guard let date else { return "not told" }
    return "\(localTime.text(of: date)) (\(ageText(of: date)))"
  }
}
