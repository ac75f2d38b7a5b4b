import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import Journal

/// Which changes of a history were taken back, found by what they did.
@Suite struct TakenBackTests {
  /// A server with a history: each change is done a second after the one before.
  private struct Story {
    private(set) var entries: [JournalEntry] = []
    private(set) var clients: [ClientID: OAuthClient] = [:]
    private var made = 0

    var takenBack: TakenBack { History(entries.reversed()).takenBack }

    /// Carries a change out, and notes it; returns the entry's id.
    @discardableResult
    mutating func perform(_ change: Change, ending: ChangeNote.Ending = .done) -> UUID {
      var record = ChangeRecord(change)
      if ending == .done {
        switch change {
        case .create(let draft):
          made += 1
          let client = OAuthClient.sample(draft.name, id: "0000000\(made)", redirectURI: draft.redirectURI)
          clients[client.id] = client
          record = ChangeRecord(.create, id: client.id, after: RecordedClient(client))
        case .update(let changes, let shown):
          var client = shown
          for field in changes.fields { client[field] = changes[field] ?? "" }
          clients[client.id] = client
        case .delete(let shown): clients[shown.id] = nil
        default: break
        }
      }
      let entry = JournalEntry(
        id: UUID(),
        date: .testNow.addingTimeInterval(Double(entries.count)),
        host: "h",
        account: nil,
        origin: .command,
        run: UUID(),
        change: record,
        ending: ending
      )
      entries.append(entry)
      return entry.id
    }

    /// Takes an entry back as it is noted.
    mutating func takeBack(_ id: UUID) throws -> UUID {
      let entry = try #require(entries.first { $0.id == id })
      guard case .change(let change) = entry.inverse else { throw StoryError() }
      return perform(try change.compared(with: entry.change.id.flatMap { clients[$0] }))
    }
  }

  private struct StoryError: Error {}

  private func rename(_ client: OAuthClient, _ name: String) -> Change {
    .update(ClientChanges([.name: name]), expecting: client)
  }

  @Test func `what sets a value back takes back what set it, and what makes it again takes that back`() throws
  {
    var story = Story()
    let client = OAuthClient.sample("A", id: "11111111")
    let first = story.perform(rename(client, "B"))
    #expect(story.takenBack == TakenBack())
    let undo = try story.takeBack(first)
    #expect(story.takenBack.taker(of: first) == undo && story.takenBack.taken(by: undo) == first)
    let redo = try story.takeBack(undo)
    #expect(story.takenBack.taker(of: first) == nil, "it holds again")
    #expect(story.takenBack.taker(of: undo) == redo && story.takenBack.taken(by: redo) == undo)
  }

  @Test func `steps there and back again hold or not by the last of them, however many they are`() throws {
    var story = Story()
    let client = OAuthClient.sample("A", id: "11111111")
    var steps = [story.perform(rename(client, "B"))]
    for _ in 0..<5 {
      steps.append(try story.takeBack(try #require(steps.last)))
      let holding = steps.filter { story.takenBack.taker(of: $0) == nil }
      // The last one does, and with it every second one before it.
      #expect(
        holding
          == steps.reversed().enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).reversed()
      )
    }
  }

  @Test func `a new secret or an app in between does not stand in the way`() throws {
    var story = Story()
    let client = OAuthClient.sample("A", id: "11111111")
    let first = story.perform(rename(client, "B"))
    story.perform(.rotate(expecting: try #require(story.clients[client.id])))
    let undo = try story.takeBack(first)
    #expect(story.takenBack.taker(of: first) == undo)
  }

  @Test func `creations and deletions are taken back by each other`() throws {
    var story = Story()
    let made = story.perform(.create(ClientDraft(name: "A", redirectURI: "b:c")))
    let gone = try story.takeBack(made)
    #expect(story.takenBack.taker(of: made) == gone)
    let again = try story.takeBack(gone)
    #expect(story.takenBack.taker(of: gone) == again && story.takenBack.taken(by: again) == gone)
    let other = story.perform(.create(ClientDraft(name: "A", redirectURI: "b:c")))
    #expect(story.takenBack.taken(by: other) == nil, "a deletion is taken back once")
  }

  @Test func `another field in between is no obstacle, the same one is`() throws {
    let client = OAuthClient.sample("A", id: "11111111")
    var story = Story()
    let named = story.perform(rename(client, "B"))
    let moved = try #require(story.clients[client.id])
    story.perform(.update(ClientChanges([.redirectURI: "x:y"]), expecting: moved))
    let undo = try story.takeBack(named)
    #expect(story.takenBack.taker(of: named) == undo)

    var other = Story()
    let first = other.perform(rename(client, "B"))
    other.perform(rename(try #require(other.clients[client.id]), "C"))
    let last = other.perform(rename(try #require(other.clients[client.id]), "A"))
    #expect(other.takenBack.taker(of: first) == nil && other.takenBack.taken(by: last) == nil)
  }

  @Test func `what was not done, or nobody knows of, takes nothing back`() {
    let client = OAuthClient.sample("A", id: "11111111")
    for ending in [ChangeNote.Ending.failed(status: 422), .unknown] {
      var story = Story()
      story.perform(rename(client, "B"))
      story.perform(rename(client.with(name: "B"), "A"), ending: ending)
      #expect(story.takenBack == TakenBack())
    }
  }

  @Test func `nothing is said where a part of the redirect URI is masked`() {
    var story = Story()
    let client = OAuthClient.sample("A", id: "11111111", redirectURI: "https://u:p@a.example.com/")
    story.perform(.update(ClientChanges([.redirectURI: "x:y"]), expecting: client))
    var moved = client
    moved.redirectURI = "x:y"
    story.perform(.update(ClientChanges([.redirectURI: client.redirectURI]), expecting: moved))
    story.perform(.delete(expecting: client))
    story.perform(.create(ClientDraft(name: "A", redirectURI: client.redirectURI)))
    #expect(story.takenBack == TakenBack())
  }

  @Test func `the words say it`() throws {
    var story = Story()
    let first = story.perform(rename(.sample("A", id: "11111111"), "B"))
    let undo = try story.takeBack(first)
    let (takenBack, entries) = (story.takenBack, story.entries)
    #expect(entries.map(takenBack.deed) == ["changed", "changed back"])
    #expect(entries.map(takenBack.outcomeWords) == ["undone", "done"])
    _ = try story.takeBack(undo)
    #expect(story.entries.map(story.takenBack.outcomeWords) == ["done", "undone", "done"])
  }
}
