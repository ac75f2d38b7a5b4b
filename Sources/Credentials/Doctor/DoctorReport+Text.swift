extension DoctorReport: CustomStringConvertible {
  /// The report as text: a line each, with the judgement first and the values aligned, and a line end after the last.
  ///
  /// Words rather than signs or colours, so that it can be pasted into an issue. Values come from the environment and
  /// from servers: what a terminal would obey is left out.
  public var description: String {
    let shown = lines.map {
      (status: $0.status.rawValue, label: Self.plain($0.label), value: Self.plain($0.value))
    }
    let statusWidth = shown.map(\.status.count).max() ?? 0
    let labelWidth = shown.map(\.label.count).max() ?? 0
    return shown.map { line in
      "\(Self.padded(line.status, to: statusWidth))  \(Self.padded(line.label, to: labelWidth))  \(line.value)\n"
    }.joined()
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: width - text.count)
  }

  /// A text as one line without control characters.
  private static func plain(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      // Format characters turn the direction of writing around, or hide themselves.
      case .control, .format, .lineSeparator, .paragraphSeparator: " "
      default: scalar
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
