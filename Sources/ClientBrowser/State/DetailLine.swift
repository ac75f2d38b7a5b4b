import FoundationEssentials
import HerokuAPI
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
}

extension Browser {
  /// The column in the detail where values begin.
  public static let detailValueColumn = 15

  /// The selected client, attribute by attribute; empty where none is selected.
  public var detailLines: [DetailLine] {
    guard let client = selected else { return [] }
    let width = max(1, layout.detail.columns - Self.detailValueColumn - 1)
    let (secretText, secretTone) = secretLine
    let attributes: [(String, String, DetailLine.Tone)] = [
      ("id", client.id.text, .plain),
      ("name", client.displayName, .plain),
      ("redirect URI", client.redirectURI, .plain),
      ("secret", secretText, secretTone),
      ("delinquent", Self.delinquentText(client.ignoresDelinquent), .plain),
      ("created", dateText(client.createdAt), .plain),
      ("updated", dateText(client.updatedAt), .plain),
    ]
    return attributes.flatMap { label, value, tone in
      CleanText(value).text.wrapped(toWidth: width).enumerated().map { index, piece in
        DetailLine(label: index == 0 ? label : "", value: piece, tone: tone)
      }
    }
  }

  private var secretLine: (String, DetailLine.Tone) {
    switch secret {
    case .notRead: ("•••• (s shows it)", .dim)
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

  private func dateText(_ date: Date?) -> String {
    guard let date else { return "not told" }
    let age = Age(of: date, at: now).description
    return "\(localTime.text(of: date)) (\(age == "now" ? "just now" : age + " ago"))"
  }
}
