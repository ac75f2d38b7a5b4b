import FoundationEssentials

/// The seeds of random runs: always the same ones in the suite, and as many as time allows where somebody asks for it.
///
/// `CLIENTELE_RANDOM_SECONDS=600` has a test go on for so long, from `CLIENTELE_RANDOM_SEED` on, or from a seed by chance;
/// each is printed before its run, so that the last one printed is the one that failed.
public struct RandomRuns: Sequence, IteratorProtocol {
  /// Whether this is a long run.
  public let isLong: Bool
  private var seed: UInt64
  private var left: Int
  private let end: ContinuousClock.Instant

  /// Makes so many seeds, from 0 on, unless the environment asks for a long run.
  public init(_ count: Int) {
    let environment = ProcessInfo.processInfo.environment
    let seconds = environment["CLIENTELE_RANDOM_SECONDS"].flatMap { Int($0) }
    isLong = seconds != nil
    end = .now + .seconds(seconds ?? 0)
    left = count
    seed =
      isLong
      ? environment["CLIENTELE_RANDOM_SEED"].flatMap { UInt64($0) } ?? .random(in: 1000..<1_000_000_000) : 0
  }

  /// The next seed; nil at the end.
  public mutating func next() -> UInt64? {
    guard isLong ? .now < end : left > 0 else { return nil }
    if isLong { print("random run from seed \(seed)") }
    defer { (seed, left) = (seed + 1, left - 1) }
    return seed
  }
}
