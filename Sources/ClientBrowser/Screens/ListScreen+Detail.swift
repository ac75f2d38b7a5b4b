import ClientIndex
import FoundationEssentials
public import HerokuAPI
import TerminalText

/// A line of the detail pane: the label on the first line of a value, the value wrapped whole.
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
  /// A piece of the value, no wider than its column.
  public var value = ""
  /// How the value is meant.
  public var tone = Tone.plain
  /// Whether it begins a value, and is no further line of one.
  public var isFirst = true
  /// The columns of the piece in which the filter has found something.
  public var matches: [Range<Int>] = []
}

extension DetailLine {
  /// The column in the detail where values begin.
  public static let valueColumn = 15

  /// The same in a detail of this width: a narrow one has no blank to spare, so that an id stands on one line.
  public static func valueColumn(in columns: Int) -> Int {
    columns < valueColumn + idWidth + 1 ? labelWidth + 1 : valueColumn
  }

  /// The column in a detail of this width where labels begin.
  public static func labelColumn(in columns: Int) -> Int {
    valueColumn(in: columns) == valueColumn ? 1 : 0
  }

  /// The width of the longest label.
  private static let labelWidth = "redirect URI".count
  /// The width of an id.
  static let idWidth = 36
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
  private let valueWidth: Int
  private let titleWidth: Int

  init(columns: Int) {
    valueWidth = max(1, columns - DetailLine.valueColumn(in: columns) - 1)
    titleWidth = max(1, columns - 2)
  }

  mutating func blank() { all.append(DetailLine()) }

  mutating func title(_ text: String, matches: [Range<String.Index>]) {
    let pieces = text.wrapped(toWidth: titleWidth)
    for (piece, columns) in zip(pieces, Self.columns(of: matches, in: text, pieces)) {
      all.append(DetailLine(value: piece, tone: .title, matches: columns))
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
    var pieces = CleanText(value).text.wrapped(toWidth: width(of: tone))
    if let remark {
      let last = pieces[pieces.count - 1] + ", " + remark
      if tone == .dim, last.cellWidth <= valueWidth {
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
    add("", CleanText(finding.textWithSource).text.wrapped(toWidth: width(of: tone)), tone)
  }

  /// How wide a text may be: before a finding stand a sign and a blank.
  private func width(of tone: DetailLine.Tone) -> Int {
    if case .finding = tone { max(1, valueWidth - 2) } else { valueWidth }
  }

  private mutating func add(
    _ label: String,
    _ pieces: [String],
    _ tone: DetailLine.Tone,
    _ matches: [[Range<Int>]] = []
  ) {
    for (index, piece) in pieces.enumerated() {
      let isFirst = index == 0
      all.append(
        DetailLine(
          label: isFirst ? label : "",
          value: piece,
          tone: tone,
          isFirst: isFirst,
          matches: index < matches.count ? matches[index] : []
        )
      )
    }
  }
}

extension Shared {
  /// A date with its age, as the detail tells it.
  fileprivate func dateText(_ date: Date?) -> String {
    guard let date else { return "not told" }
    return "\(localTime.text(of: date)) (\(ageText(of: date)))"
  }
}
