import ClientBrowser
import HerokuAPI
import HerokuTransport
import MainLoop
import TestSupport
import Testing

@testable import ClienteleApp

/// Who leads through a sign-in on the browser's screen.
@LoopActor
@Suite struct ScreenGuideTests {
  private nonisolated static let client = OAuthClient.sample("Local", id: "44444444")

  private nonisolated static var invitation: TryInvitation {
    TryInvitation(
      step: TryStep(title: "The address to sign in at", lines: []),
      client: client,
      address: "https://id.heroku.com/oauth/authorize",
      place: nil,
      obstacle: nil
    )
  }

  @Test func `sends nobody anywhere who has gone before`() async {
    var news: [SignInNews] = []
    let guide = ScreenGuide(canOpen: false) { news.append($0) }
    guide.stop()
    await #expect(throws: CommandFailure(.interrupted, "It was stopped.")) {
      try await guide.invite(Self.invitation)
    }
    #expect(news.isEmpty)
  }

  @Test func `takes the first of an address and the wish to stop`() async throws {
    let callback = try #require(Self.callback)
    let guide = ScreenGuide(canOpen: false) { _ in }
    guide.give(callback)
    guide.stop()
    let arrival = try await guide.arrival(at: nil)
    #expect(arrival.address == callback && arrival.isGiven)
    let other = ScreenGuide(canOpen: false) { _ in }
    other.stop()
    other.give(callback)
    await #expect(throws: CommandFailure.self) { try await other.arrival(at: nil) }
  }

  @Test(.timeLimit(.minutes(1))) func `loses no wish to stop that comes while the wait begins`() async {
    for pauses in 0..<50 {
      let guide = ScreenGuide(canOpen: false) { _ in }
      let walk = Task.onLoop { await Self.end(of: guide) }
      for _ in 0..<pauses { await Task.yield() }
      guide.stop()
      #expect(await walk.value?.status == .interrupted)
    }
  }

  /// Waits as the walk does: on no actor of its own.
  private nonisolated static func end(of guide: any TryGuide) async -> CommandFailure? {
    do throws(CommandFailure) {
      _ = try await guide.arrival(at: nil)
      return nil
    } catch {
      return error
    }
  }

  private nonisolated static var callback: CallbackAddress? {
    guard case .callback(let callback)? = try? FlowAddress(parsing: "https://a.example/?code=c&state=s")
    else { return nil }
    return callback
  }

  @Test func `does not wait for ever`() async throws {
    let uri = "http://127.0.0.1:\(Int.random(in: 30_000..<32_000))/cb"
    let client = OAuthClient.sample("Local", id: "44444444", redirectURI: uri)
    let door = try #require(CallbackDoor(SignInTrial(of: client, scopes: [.identity])))
    let failure = try await CallbackListener.listening(for: door) { listener in
      let guide = ScreenGuide(canOpen: false, patience: .milliseconds(1)) { _ in }
      do throws(CommandFailure) {
        _ = try await guide.arrival(at: listener)
        return nil as CommandFailure?
      } catch {
        return error
      }
    }
    #expect(failure?.status == .network)
    #expect(failure?.lines.first?.hasPrefix("No browser has come back") == true)
  }

  @Test func `says the end below the steps, and whole where nobody looks at them`() {
    let left = "It is deleted."
    let copy = "An app has a copy of the secret of its own, which may be stale."
    let ends: [(TryRun.Ending, Status, Status)] = [
      (
        TryRun.Ending(left: left), Status(.success, "Signing in with “Local” works. \(copy)"),
        Status(.success, "Signing in with “Local” works. \(copy) It is deleted.")
      ),
      (
        TryRun.Ending(failure: CommandFailure(.interrupted, "It was stopped.")),
        Status(.information, "Signing in with “Local” is not tried any more."),
        Status(.information, "Signing in with “Local” is not tried any more.")
      ),
      (
        TryRun.Ending(
          failure: CommandFailure(.refused, "It does not work: step 3 says why."),
          reason: ["Error: The secret is another one."],
          left: left
        ), Status(.failure, "It does not work: step 3 says why."),
        Status(
          .failure,
          "Signing in with “Local” does not work: The secret is another one. It is deleted."
        )
      ),
      (
        TryRun.Ending(failure: CommandFailure(.network, "No answer."), left: "No answer."),
        Status(.failure, "No answer."), Status(.failure, "No answer.")
      ),
    ]
    for (ending, words, away) in ends {
      #expect(SignInNews.ended(ending, of: Self.client) == .ended(words, away: away))
    }
  }
}
