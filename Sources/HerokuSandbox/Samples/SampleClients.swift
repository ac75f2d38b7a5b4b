/// The clients that a sandbox begins with.
///
/// The client at an index is the same however many there are. Its texts and ids are always the same, and its
/// times are always as long before now.
enum SampleClients {
  /// The name of the client that the sandbox's own token came from, where there are so many.
  static let tokenHolder = "Deploy bot"

  /// The first so many sample clients.
  static func make(_ count: Int, at now: Timestamp) -> [Client] {
    (0..<count).map { client($0, at: now) }
  }

  private static func client(_ index: Int, at now: Timestamp) -> Client {
    // A generator for each client: what one draws cannot change the next.
    var generator = SeededGenerator(seed: UInt64(index) &* 0xd134_2543_de82_ef95 &+ 0x5a17_b0c5)
    let id = Identifier(using: &generator)
    let secret = Identifier(using: &generator)
    let sample =
      index < showcase.count ? showcase[index] : combined(index - showcase.count, using: &generator)
    return Client(
      id: id,
      name: sample.name,
      redirectURI: sample.redirectURI,
      secret: secret,
      ignoresDelinquent: sample.ignoresDelinquent,
      createdAt: now - sample.created,
      updatedAt: now - sample.updated
    )
  }
}
