public import ArgumentParser
import ClientIndex
public import HerokuAPI

extension FindingSeverity: ExpressibleByArgument {
  /// Reads `error`, `warning` or `note`.
  public init?(argument: String) {
    guard let severity = Self.allCases.first(where: { $0.word == argument }) else { return nil }
    self = severity
  }

  /// The words that can be given, as the argument parser asks for them.
  public static var allValueStrings: [String] { allCases.map(\.word) }
}

extension AcceptedFinding {
  /// Reads `CODE=PATTERN`.
  ///
  /// - Throws: what is wrong with it, with the code that may be meant.
  static func reading(_ argument: String) throws -> AcceptedFinding {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init
    )
    guard parts.count == 2, !parts[1].isEmpty else {
      throw ValidationError("--accept takes CODE=PATTERN, such as 'localhost=http://localhost:*'.")
    }
    guard let code = FindingCode(rawValue: parts[0]) else {
      let nearest = CommandLineProblem.nearest(to: parts[0], among: codes, isFirst: false)
      throw ValidationError(
        "There is no finding “\(parts[0])”.\(nearest.map { " Did you mean “\($0)”?" } ?? "")"
      )
    }
    return AcceptedFinding(code, URIPattern(parts[1]))
  }

  /// The names of all findings.
  static let codes = FindingCode.allCases.map(\.rawValue)
}
