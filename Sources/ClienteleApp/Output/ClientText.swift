import HerokuAPI
import TerminalText

/// Clients as the table that `heroku clients` prints to a pipe, in full width and without colours.
enum ClientTable {
  /// The table; secrets have a column only where they were asked for.
  static func document(_ clients: [ClientCredentials], withSecrets: Bool) -> String {
    guard !clients.isEmpty else { return "No OAuth clients.\n" }
    let headings = ["Name", "Id", "Redirect uri"] + (withSecrets ? ["Secret"] : [])
    let rows = clients.map { credentials in
      let client = credentials.client
      let cells = [client.name, client.id.text, client.redirectURI].map { CleanText($0).text }
      return cells + (withSecrets ? [credentials.secret?.reveal() ?? ""] : [])
    }
    return TextTable.document(headings, rows)
  }
}

/// A table of texts that are safe to show.
enum TextTable {
  /// Headings, a rule and the rows, each column as wide as it has to be.
  ///
  /// - Parameter details: what stands below a row, a line each.
  static func document(
    _ headings: [String],
    _ rows: [[String]],
    details: (Int) -> [String] = { _ in [] }
  ) -> String {
    let widths = headings.indices.map { column in
      ([headings] + rows).map { $0[column].cellWidth }.max() ?? 0
    }
    let rule = " " + widths.map { String(repeating: "─", count: $0 + 2) }.joined(separator: "─")
    let lines = rows.enumerated().flatMap { [line($1, widths)] + details($0).map { "      \($0)" } }
    return ([line(headings, widths), rule] + lines).map { $0 + "\n" }.joined()
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = zip(cells, widths).map { cell, width in
      " " + cell + String(repeating: " ", count: width - cell.cellWidth + 1)
    }
    var line = " " + padded.joined(separator: " ")
    while line.last == " " { line.removeLast() }
    return line
  }
}

/// One client for people, as `heroku clients:info` prints it.
enum ClientSummary {
  /// What stands in the place of a secret that was not asked for; it does not tell its length.
  static let mask = "********"

  /// The heading, a blank line, and an attribute a line; a secret that the API withheld has none.
  static func document(_ credentials: ClientCredentials, withSecret: Bool) -> String {
    let client = credentials.client
    let secret = credentials.secret.map { withSecret ? $0.reveal() : mask }
    let attributes = [
      ("id", client.id.text), ("name", client.name), ("redirect_uri", client.redirectURI),
    ]
    let lines = (attributes + (secret.map { [("secret", $0)] } ?? [])).map { name, value in
      "\(name):" + String(repeating: " ", count: "redirect_uri: ".count - name.count - 1)
        + CleanText(value).text
    }
    return (["=== \(CleanText(client.name).text)", ""] + lines).map { $0 + "\n" }.joined()
  }
}
