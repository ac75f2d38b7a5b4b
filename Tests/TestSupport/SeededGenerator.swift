public import HerokuAPI

/// Chance from a seed (SplitMix64): the same numbers in every run, so that a failure can be seen again.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Begins the course of a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next number of the course.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A random (version 4) UUID in lower case.
  public mutating func uuid() -> String {
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in "0123456789abcdef".randomElement(using: &self) ?? "0" })
    }
    return "\(digits(8))-\(digits(4))-4\(digits(3))-8\(digits(3))-\(digits(12))"
  }

  /// A client's id.
  public mutating func clientID() -> ClientID { ClientID(uuid()) }
}

extension StringProtocol where SubSequence == Substring {
  /// Whether this is a random (version 4) UUID in lower case.
  public var isUUID: Bool {
    wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
  }

  /// The first random UUID in a text.
  public var firstUUID: String? {
    split { !($0.isHexDigit || $0 == "-") }.first(where: \.isUUID).map(String.init)
  }
}
