import HerokuAPI
import TestSupport
import Testing

/// Two people at work on a server where much goes wrong, and a third who sees what is really there.
///
/// One thing is done after the other, so that what is there before and after each can be compared.
actor Soak {
  private let people: [HerokuClient]
  private let truth: HerokuClient
  private var chance: SeededGenerator
  /// What the people know of: clients as the core last reported them, by serial number.
  private var known: [Int: OAuthClient] = [:] {
    didSet { for (number, client) in oldValue where known[number] != client { outdated[number] = client } }
  }
  /// The same as it was before it was last changed, as somebody's screen may still show it.
  private var outdated: [Int: OAuthClient] = [:]
  /// What each creation was reported as, by serial number.
  private var creations: [Int: SoakOutcome<ClientCredentials>] = [:]
  private var serial = 0
  /// What the changes were reported as.
  private(set) var tally = SoakTally()
  private(set) var reads = (succeeded: 0, failed: 0)

  init(people: [HerokuClient], truth: HerokuClient, seed: UInt64) {
    self.people = people
    self.truth = truth
    chance = SeededGenerator(seed: seed)
  }

  /// Does one random thing, and compares what was reported with what happened.
  func step() async throws(APIError) {
    let person = people.randomElement(using: &chance) ?? truth
    let number = known.keys.sorted().randomElement(using: &chance)
    guard let number, let current = known[number] else { return try await create(by: person) }
    let isOutdated = Int.random(in: 0..<5, using: &chance) == 0
    let shown = isOutdated ? outdated[number] ?? current : current
    switch Int.random(in: 0..<10, using: &chance) {
    case 0, 1: try await create(by: person)
    case 2, 3: try await update(number, shown, by: person)
    case 4, 5: try await delete(number, shown, by: person)
    case 6, 7: try await rotate(number, shown, by: person)
    case 8: try await read(number, current, by: person)
    default: try await list(by: person)
    }
  }

  /// Compares what the people know, and what every creation was reported as, with what is there.
  func settle() async throws(APIError) {
    let there = try await truth.all()
    #expect(Set(there.map(\.id)) == Set(known.values.map(\.id)))
    #expect(there.count == known.count)
    let byID = Dictionary(there.map { ($0.id, $0) }) { first, _ in first }
    for client in known.values { #expect(byID[client.id]?.essence == client.essence) }
    for person in people {
      #expect(Set(await list(asLongAsItTakesBy: person).map(\.id)) == Set(there.map(\.id)))
    }
    for (number, outcome) in creations {
      let count = there.count { $0.serial == number }
      switch outcome {
      case .done, .unknown: #expect(count <= 1, "creation \(number)")
      case .notDone(let error): #expect(count == 0, "creation \(number): \(error)")
      }
    }
  }

  // MARK: Changes

  private func create(by person: HerokuClient) async throws(APIError) {
    serial += 1
    let number = serial
    let draft = ClientDraft(name: "client \(number)", redirectURI: "https://example.com/\(number)")
    let outcome = await SoakOutcome { () throws(APIError) in try await person.create(draft) }
    tally.count(outcome)
    creations[number] = outcome
    let made = try await truth.all().filter { $0.serial == number }
    switch outcome {
    case .done(let credentials):
      #expect(made.map(\.id) == [credentials.client.id])
      #expect(made.first?.essence == credentials.client.essence)
      known[number] = credentials.client
    case .notDone(let error):
      #expect(made.isEmpty, "creation \(number): \(error)")
    case .unknown:
      #expect(made.count <= 1)
      // As people are told to: they look.
      known[number] = await list(asLongAsItTakesBy: person).first { $0.serial == number }
      #expect(known[number]?.id == made.first?.id)
      if !made.isEmpty { tally.doneUnseen += 1 }
    }
  }

  private func update(_ number: Int, _ shown: OAuthClient, by person: HerokuClient) async throws(APIError) {
    let wanted = "https://example.com/\(number)/\(Int.random(in: 0...3, using: &chance))"
    let before = try await truth.readClient(shown.id).client
    let outcome = await SoakOutcome { () throws(APIError) in
      try await person.update(ClientChanges([.redirectURI: wanted]), expecting: shown)
    }
    tally.count(outcome)
    let after = try await truth.readClient(shown.id).client
    #expect(after.serial == number)
    switch outcome {
    case .done(let updated):
      #expect(updated.client.redirectURI == wanted)
      #expect(after.essence == updated.client.essence)
    case .notDone(let error):
      #expect(after.essence == before.essence, "update of \(number): \(error)")
    case .unknown(let error):
      #expect(
        [before.essence, before.essence.with(wanted)].contains(after.essence),
        "update of \(number): \(error)"
      )
      if after.essence != before.essence { tally.doneUnseen += 1 }
    }
    known[number] = after
  }

  private func delete(_ number: Int, _ shown: OAuthClient, by person: HerokuClient) async throws(APIError) {
    let before = try await truth.readClient(shown.id).client
    let outcome = await SoakOutcome { () throws(APIError) in try await person.delete(expecting: shown) }
    tally.count(outcome)
    let after = try await truth.all().first { $0.id == shown.id }
    switch outcome {
    case .done:
      #expect(after == nil)
      #expect(before.isTheSame(as: shown), "\(number) was deleted although it was not as shown")
    case .notDone(let error): #expect(after?.essence == before.essence, "deletion of \(number): \(error)")
    case .unknown: if after == nil { tally.doneUnseen += 1 }
    }
    known[number] = after
  }

  private func rotate(_ number: Int, _ shown: OAuthClient, by person: HerokuClient) async throws(APIError) {
    let before = try await truth.readClient(shown.id)
    let outcome = await SoakOutcome { () throws(APIError) in try await person.rotate(expecting: shown) }
    tally.count(outcome)
    let after = try await truth.readClient(shown.id)
    // Compared as whether they are the same: a failure must not print a secret.
    let isNew = after.secret != before.secret
    switch outcome {
    case .done(let rotated):
      #expect(isNew)
      #expect(before.client.isTheSame(as: shown), "\(number) was rotated although it was not as shown")
      #expect(rotated.secret == nil || rotated.secret == after.secret)
    case .notDone(let error):
      #expect(!isNew, "rotation of \(number): \(error)")
    case .unknown:
      if isNew { tally.doneUnseen += 1 }
    }
    known[number] = after.client
  }

  // MARK: Reading

  private func read(_ number: Int, _ shown: OAuthClient, by person: HerokuClient) async throws(APIError) {
    do throws(APIError) {
      let client = try await person.readClient(shown.id).client
      #expect(client.essence == shown.essence)
      reads.succeeded += 1
    } catch {
      #expect(!error.mayHaveBeenDone)
      reads.failed += 1
    }
    known[number] = try await truth.readClient(shown.id).client
  }

  private func list(by person: HerokuClient) async throws(APIError) {
    do throws(APIError) {
      let ids = try await person.all().map(\.id)
      #expect(ids.count == known.count)
      #expect(Set(ids) == Set(known.values.map(\.id)))
      reads.succeeded += 1
    } catch {
      #expect(!error.mayHaveBeenDone)
      reads.failed += 1
    }
  }

  private func list(asLongAsItTakesBy person: HerokuClient) async -> [OAuthClient] {
    while true {
      if let all = try? await person.all() { return all }
    }
  }
}

/// What of a client only its owner changes: the sandbox's `edited` appends a word to name or URI, and takes it away.
struct Essence: Hashable, Sendable {
  var id: ClientID
  var name: String
  var redirectURI: String

  func with(_ redirectURI: String) -> Essence {
    var essence = self
    essence.redirectURI = redirectURI
    return essence
  }
}

extension OAuthClient {
  var essence: Essence {
    Essence(
      id: id,
      name: name.without(suffix: " (edited)"),
      redirectURI: redirectURI.without(suffix: "/edited")
    )
  }

  /// Whether nothing that people can set, nor the time of the last change, is another.
  func isTheSame(as other: OAuthClient) -> Bool {
    (name, redirectURI, updatedAt) == (other.name, other.redirectURI, other.updatedAt)
  }

  /// The number in `client 17`.
  var serial: Int? { essence.name.split(separator: " ").last.flatMap { Int($0) } }
}

extension String {
  fileprivate func without(suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
