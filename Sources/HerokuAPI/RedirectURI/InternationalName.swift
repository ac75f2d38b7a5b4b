/// A host's name with letters beyond ASCII: the form that is looked up, the form that is read, and what to mind of it.
struct InternationalName {
  /// The name as it is looked up; nil where a part has no such form.
  let ascii: String?
  /// The name as it is read; nil where the one that came is just that.
  let decoded: String?
  /// The first part that looks encoded and means nothing.
  let broken: String?
  /// What letters look like others, as a clause.
  let doubt: String?
  /// A letter that browsers take for another or for several, as “①”: what they look up is not known here.
  let readOtherwise: Unicode.Scalar?
  /// A letter that browsers take for a sign that no host has, as a wide slash.
  let forbidden: Unicode.Scalar?

  init(_ name: Substring) {
    // The dots of other scripts separate as well (RFC 3490 3.1).
    let labels = name.unicodeScalars
      .split(omittingEmptySubsequences: false) { ".\u{3002}\u{ff0e}\u{ff61}".unicodeScalars.contains($0) }
      .map { Label(String($0)) }
    let forms = labels.map(\.ascii)
    ascii = forms.contains(nil) ? nil : forms.compactMap { $0 }.joined(separator: ".")
    decoded = labels.contains { $0.wasEncoded } ? labels.map(\.text).joined(separator: ".") : nil
    broken = labels.first(where: \.isBroken)?.text
    doubt = labels.lazy.compactMap(\.doubt).first
    readOtherwise = labels.lazy.compactMap(\.readOtherwise).first
    forbidden = name.unicodeScalars.first { scalar in
      scalar.narrow.map("/:?#@[\\]^|%<>".unicodeScalars.contains) ?? false
    }
  }

  /// One part of a name.
  private struct Label {
    /// The part as it is read.
    let text: String
    /// The part in ASCII.
    let ascii: String?
    /// Whether it came encoded.
    let wasEncoded: Bool
    /// Whether it looks encoded, and is not.
    let isBroken: Bool

    init(_ label: String) {
      let isASCII = label.unicodeScalars.allSatisfy(\.isASCII)
      let lowercased = label.lowercased()
      if isASCII {
        let decoded = lowercased.hasPrefix("xn--") ? Self.decoded(lowercased.dropFirst(4)) : nil
        text = decoded ?? lowercased
        ascii = lowercased
        wasEncoded = decoded != nil
        isBroken = lowercased.hasPrefix("xn--") && decoded == nil
      } else {
        text = Self.mapped(label)
        if text.unicodeScalars.allSatisfy(\.isASCII) {
          ascii = text
        } else {
          ascii = Self.readOtherwise(in: text) == nil ? Punycode.encoded(text).map { "xn--\($0)" } : nil
        }
        wasEncoded = false
        isBroken = false
      }
    }

    /// What an encoded label means, if that is letters.
    private static func decoded(_ label: Substring) -> String? {
      guard let text = Punycode.decoded(label), text.unicodeScalars.allSatisfy(\.isOfName) else { return nil }
      return text
    }

    /// The label in small letters and whole ones, as IDNA's mapping has it, as far as names in use need it.
    private static func mapped(_ label: String) -> String {
      var text = ""
      for character in label {
        for scalar in character.composed.unicodeScalars {
          text += (scalar.narrow ?? scalar).properties.lowercaseMapping
        }
      }
      return text
    }

    /// A letter that UTS 46 has another for, beyond what is mapped here.
    ///
    /// What its tables change, compatibility normalization changes as well; the two letters that fold and are kept all
    /// the same are those of UTS 46, section 6.
    var readOtherwise: Unicode.Scalar? { Self.readOtherwise(in: text) }

    private static func readOtherwise(in text: String) -> Unicode.Scalar? {
      text.unicodeScalars.first {
        !$0.isASCII && $0.properties.changesWhenNFKCCaseFolded && $0 != "ß" && $0 != "ς"
      }
    }

    /// What letters of the part may be taken for others.
    var doubt: String? {
      let letters = text.unicodeScalars.filter { $0.properties.isAlphabetic }
      let scripts = Set(letters.compactMap(Script.init))
      if let odd = letters.first(where: { Script($0) != nil && Script($0) != .latin }), scripts.count > 1 {
        let names = Script.allCases.filter(scripts.contains).map(\.name).joined(separator: " and ")
        return "its host mixes \(names) letters: “\(odd)” is \(odd.codePoint)"
      }
      if scripts == [.cyrillic], let first = letters.first,
        letters.allSatisfy({ "асԁеһіјӏоргԛѕυѵԝхуѡ".unicodeScalars.contains($0) })
      {
        return "its host is Cyrillic that looks like Latin: “\(first)” is \(first.codePoint)"
      }
      return nil
    }
  }

  /// The scripts whose letters are taken for each other's.
  private enum Script: CaseIterable {
    case latin, greek, cyrillic, armenian, cherokee

    init?(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x41...0x5a, 0x61...0x7a, 0xc0...0x24f, 0x1e00...0x1eff: self = .latin
      case 0x370...0x3ff, 0x1f00...0x1fff: self = .greek
      case 0x400...0x52f, 0x1c80...0x1c8f, 0xa640...0xa69f: self = .cyrillic
      case 0x530...0x58f: self = .armenian
      case 0x13a0...0x13ff, 0xab70...0xabbf: self = .cherokee
      default: return nil
      }
    }

    var name: String {
      switch self {
      case .latin: "Latin"
      case .greek: "Greek"
      case .cyrillic: "Cyrillic"
      case .armenian: "Armenian"
      case .cherokee: "Cherokee"
      }
    }
  }
}

extension Unicode.Scalar {
  /// The letter of ASCII that it is the full-width form of, by a constant.
  fileprivate var narrow: Unicode.Scalar? {
    (0xff01...0xff5e).contains(value) ? Unicode.Scalar(value - 0xfee0) : nil
  }

  /// Whether it is a letter, a mark, a number, or a hyphen, as names have them.
  fileprivate var isOfName: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .otherSymbol:
      true
    default: self == "-"
    }
  }
}

extension Character {
  /// The character as one scalar, where it is a Latin letter with a mark of its own.
  ///
  /// Names are looked up in composed form (RFC 5891 5.3); Swift's comparison knows what is composed of what.
  fileprivate var composed: Character {
    guard unicodeScalars.count > 1, let letter = unicodeScalars.first, letter.isASCIILetter else {
      return self
    }
    for value in [0xc0...0x24f, 0x1e00...0x1eff].joined() {
      if let scalar = Unicode.Scalar(UInt32(value)), Character(scalar) == self { return Character(scalar) }
    }
    return self
  }
}

/// The encoding of names in letters that the domain name system takes.
///
/// Source: RFC 3492, with the parameters of its section 5. A label that is longer than a name may be has none.
enum Punycode {
  private static let base = 36
  private static let smallestThreshold = 1
  private static let largestThreshold = 26
  private static let firstBias = 72
  private static let firstScalar = 0x80
  private static let longest = 63
  private static let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789".unicodeScalars)

  /// The text as it follows `xn--`.
  static func encoded(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    guard (1...longest).contains(scalars.count) else { return nil }
    var output = scalars.filter(\.isASCII)
    let basicCount = output.count
    var handled = basicCount
    if basicCount > 0 { output.append("-") }
    var (next, delta, bias) = (firstScalar, 0, firstBias)
    while handled < scalars.count {
      guard let smallest = scalars.map({ Int($0.value) }).filter({ $0 >= next }).min() else { return nil }
      delta += (smallest - next) * (handled + 1)
      next = smallest
      for scalar in scalars {
        if scalar.value < next { delta += 1 }
        guard scalar.value == next else { continue }
        var rest = delta
        var place = base
        while rest >= threshold(at: place, bias) {
          let threshold = threshold(at: place, bias)
          output.append(digits[threshold + (rest - threshold) % (base - threshold)])
          rest = (rest - threshold) / (base - threshold)
          place += base
        }
        output.append(digits[rest])
        bias = adapted(delta, count: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      next += 1
    }
    guard output.count + "xn--".count <= longest else { return nil }
    return String(String.UnicodeScalarView(output))
  }

  /// What a label means, given without its `xn--`; nil where it means nothing.
  static func decoded(_ label: Substring) -> String? {
    let scalars = Array(label.unicodeScalars)
    guard (1...longest).contains(scalars.count), scalars.allSatisfy(\.isASCII) else { return nil }
    let hyphen = scalars.lastIndex(of: "-")
    var output = hyphen.map { Array(scalars[..<$0]) } ?? []
    var rest = scalars[(hyphen.map { $0 + 1 } ?? 0)...]
    var (next, position, bias) = (firstScalar, 0, firstBias)
    while !rest.isEmpty {
      let before = position
      var weight = 1
      var place = base
      while true {
        guard let scalar = rest.popFirst(), let digit = digits.firstIndex(of: scalar) else { return nil }
        position += digit * weight
        // Beyond any scalar: stops before a number can grow too large.
        guard position <= (0x110000 - firstScalar) * (longest + 1) else { return nil }
        let threshold = threshold(at: place, bias)
        if digit < threshold { break }
        weight *= base - threshold
        guard weight <= 1 << 32 else { return nil }
        place += base
      }
      bias = adapted(position - before, count: output.count + 1, isFirst: before == 0)
      next += position / (output.count + 1)
      position %= output.count + 1
      guard let scalar = UInt32(exactly: next).flatMap(Unicode.Scalar.init), !scalar.isASCII else {
        return nil
      }
      output.insert(scalar, at: position)
      position += 1
    }
    let text = String(String.UnicodeScalarView(output))
    // What is not the way to write it means nothing to those who look it up.
    return encoded(text).map { $0.unicodeScalars.elementsEqual(scalars) } == true ? text : nil
  }

  private static func threshold(at place: Int, _ bias: Int) -> Int {
    min(max(place - bias, smallestThreshold), largestThreshold)
  }

  private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var bias = 0
    while delta > (base - smallestThreshold) * largestThreshold / 2 {
      delta /= base - smallestThreshold
      bias += base
    }
    return bias + (base - smallestThreshold + 1) * delta / (delta + 38)
  }
}
