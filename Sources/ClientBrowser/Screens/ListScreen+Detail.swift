import ClientIndex
import FoundationEssentials
public import HerokuAPI
import TerminalText

/// A line of the detail pane: the label on the first line of a value, the value wrapped whole.
public struct DetailLine: Hashable, Sendable {
  /// How the value is meant.
  public enum Tone: Hashable, Sendable {
    case plain, dim
  }

  /// The label; empty on the further lines of a value.
  public var label: String
  /// A piece of the value, no wider than its column.
  public var value: String
  /// How the value is meant.
  public var tone: Tone
  /// How bad it is what the line begins to say about the client; nil where that is nothing bad, or goes on.
  public var severity: FindingSeverity?
}

extension DetailLine {
  /// The column in the detail where values begin.
  public static let valueColumn = 15

  /// A value, wrapped.
  fileprivate static func lines(
    label: String,
    _ value: String,
    _ tone: Tone,
    severity: FindingSeverity? = nil,
    width: Int
  ) -> [DetailLine] {
    CleanText(value).text.wrapped(toWidth: width).enumerated().map { index, piece in
      index == 0
        ? DetailLine(label: label, value: piece, tone: tone, severity: severity)
        : DetailLine(label: "", value: piece, tone: tone)
    }
  }
}

extension ListScreen {
  /// The selected client, attribute by attribute; empty where none is selected.
  func detailLines(in shared: Shared) -> [DetailLine] {
    guard let client = selected(in: shared) else { return [] }
    let width = max(1, shared.layout.detail.columns - DetailLine.valueColumn - 1)
    let (secretText, secretTone) = secretLine(in: shared)
    let attributes: [(String, String, DetailLine.Tone)] = [
      ("id", client.id.text, .plain),
      ("name", client.displayName, .plain),
      ("redirect URI", client.redirectURI, .plain),
      ("secret", secretText, secretTone),
      ("delinquent", Self.delinquentText(client.ignoresDelinquent), .plain),
      ("created", shared.dateText(client.createdAt), .plain),
      ("updated", shared.dateText(client.updatedAt), .plain),
    ]
    return attributes.flatMap { DetailLine.lines(label: $0, $1, $2, width: width) }
      + findingLines(about: client, width: width, in: shared)
  }

  /// What there is to say about the client, below its attributes.
  private func findingLines(about client: OAuthClient, width: Int, in shared: Shared) -> [DetailLine] {
    let findings = shared.clients.findings(about: client.id)
    guard !findings.isEmpty else { return [] }
    return [DetailLine(label: "", value: "", tone: .plain)]
      + findings.flatMap { finding in
        DetailLine.lines(
          label: finding.severity.word,
          finding.textWithSource,
          .plain,
          severity: finding.severity,
          width: width
        )
      }
  }

  private func secretLine(in shared: Shared) -> (String, DetailLine.Tone) {
    switch secret {
    case .notRead: ("•••• (\(shared.keymap.name(of: .toggleSecret, in: .list)) shows it)", .dim)
    case .reading: ("reading…", .dim)
    case .known(let secret): (secret.reveal(), .plain)
    case .withheld: ("withheld: the API gives it to the owner only", .dim)
    }
  }

  private static func delinquentText(_ ignores: Bool?) -> String {
    switch ignores {
    case true?: "ignored"
    case false?: "not ignored"
    case nil: "not told"
    }
  }
}

extension Shared {
  /// A date with its age, as the detail tells it.
  fileprivate func dateText(_ date: Date?) -> String {
    guard let date else { return "not told" }
    let age = Age(of: date, at: now)
    let words = age.isInFuture ? "in the future" : age.description == "now" ? "just now" : "\(age) ago"
    return "\(localTime.text(of: date)) (\(words))"
  }
}
