import HerokuAPI

/// Chance from a seed: the same seed gives the same course.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }

  /// A random UUID in lower case.
  mutating func id() -> ClientID {
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in "0123456789abcdef".randomElement(using: &self) ?? "0" })
    }
    return ClientID("\(digits(8))-\(digits(4))-4\(digits(3))-8\(digits(3))-\(digits(12))")
  }
}
