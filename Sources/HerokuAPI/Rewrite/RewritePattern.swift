/// A regular expression, and what its matches are replaced by.
struct RewritePattern: Hashable, Sendable {
  private let program: PatternProgram
  private let replacement: [Piece]

  /// A piece of what a match is replaced by.
  private enum Piece: Hashable, Sendable {
    case text(String)
    case group(Int)
  }

  init(_ pattern: String, by replacement: String) throws(RewriteMistake) {
    var reader = PatternReader(pattern)
    program = try PatternProgram(try reader.read(), groups: reader.groupNames)
    self.replacement = try Self.pieces(of: replacement, groups: reader.groupNames)
  }

  /// The text with each match, from left to right, replaced.
  func replacing(in text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var position = 0
    while position <= scalars.count, let match = program.firstMatch(in: scalars, from: position),
      let whole = match.first ?? nil
    {
      result.append(contentsOf: scalars[position..<whole.lowerBound])
      for piece in replacement {
        switch piece {
        case .text(let text): result.append(contentsOf: text.unicodeScalars)
        case .group(let group): match[group].map { result.append(contentsOf: scalars[$0]) }
        }
      }
      position = whole.upperBound
      guard whole.isEmpty else { continue }
      // Behind a match of nothing the next one begins a letter later.
      if position < scalars.count { result.append(scalars[position]) }
      position += 1
    }
    if position < scalars.count { result.append(contentsOf: scalars[position...]) }
    return String(result)
  }

  // MARK: The replacement

  /// Reads a replacement: `$1`, `\1`, `${1}` and `${name}` are groups, `$$` is a dollar sign, and a backslash
  /// takes the meaning from any other sign.
  private static func pieces(of text: String, groups: [String?]) throws(RewriteMistake) -> [Piece] {
    let scalars = Array(text.unicodeScalars)
    var pieces: [Piece] = []
    var literal = ""
    var index = 0
    func group(_ number: Int?, at place: Int, _ name: String) throws(RewriteMistake) -> Piece {
      guard let number, number <= groups.count else {
        throw RewriteMistake(.new, at: place, "the pattern has no group \(name)")
      }
      return .group(number)
    }
    while index < scalars.count {
      let place = index
      let sign = scalars[index]
      index += 1
      guard sign == "$" || sign == "\\" else {
        literal.unicodeScalars.append(sign)
        continue
      }
      let digits = scalars[index...].prefix(while: \.isASCIIDigit).text
      let next = index < scalars.count ? scalars[index] : nil
      let piece: Piece
      if !digits.isEmpty {
        index += digits.unicodeScalars.count
        piece = try group(Int(digits), at: place, digits)
      } else if sign == "$", next == "{" {
        guard let end = scalars[index...].firstIndex(of: "}") else {
          throw RewriteMistake(.new, at: place, "“${” has no “}”")
        }
        let name = scalars[(index + 1)..<end].text
        index = end + 1
        piece = try group(
          Int(name) ?? groups.firstIndex(of: name).map { $0 + 1 },
          at: place,
          name.isEmpty ? "without a name" : "“\(name)”"
        )
      } else if sign == "$", next != "$" {
        literal += "$"
        continue
      } else if let next, !next.isASCIILetter {
        literal.unicodeScalars.append(next)
        index += 1
        continue
      } else {
        throw RewriteMistake(
          .new,
          at: place,
          "behind “\\” stands the number of a group, or a sign that stands for itself"
        )
      }
      if !literal.isEmpty { pieces.append(.text(literal)) }
      literal = ""
      pieces.append(piece)
    }
    if !literal.isEmpty { pieces.append(.text(literal)) }
    return pieces
  }
}

extension Collection<Unicode.Scalar> {
  /// The scalars as a text.
  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }
}
