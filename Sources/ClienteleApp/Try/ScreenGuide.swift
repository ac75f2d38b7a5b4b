import ClientBrowser
import HerokuAPI
import HerokuTransport
import MainLoop

/// Leads whoever tries a sign-in in the browser: everything goes to its screen, as events.
///
/// What comes first counts: a browser that arrives here, an address that is pasted, or the wish to stop.
@LoopActor
final class ScreenGuide: TryGuide {
  private let canOpen: Bool
  private let patience: Duration
  private let tell: @LoopActor (SignInNews) -> Void
  private var outcome: Outcome?
  private var waiter: CheckedContinuation<Outcome, Never>?

  /// What the wait can come to.
  private enum Outcome {
    case arrived(TryArrival)
    case late
    case stopped
  }

  nonisolated var asksWhereNobodyListens: Bool { true }

  /// - Parameters:
  ///   - canOpen: whether a browser can be opened here.
  ///   - patience: how long the browser is waited for.
  ///   - tell: takes what happens.
  init(
    canOpen: Bool,
    patience: Duration = .seconds(300),
    _ tell: @escaping @LoopActor (SignInNews) -> Void
  ) {
    self.canOpen = canOpen
    self.patience = patience
    self.tell = tell
  }

  /// Takes the address that the person has pasted.
  func give(_ address: CallbackAddress) { end(.arrived(TryArrival(address: address, isGiven: true))) }

  /// Waits no more.
  func stop() { end(.stopped) }

  private func end(_ outcome: Outcome) {
    guard self.outcome == nil else { return }
    self.outcome = outcome
    waiter.take()?.resume(returning: outcome)
  }

  // MARK: The walk

  @LoopActor func invite(_ invitation: TryInvitation) async throws(CommandFailure) {
    // The person has gone while the account was read: nobody is sent anywhere.
    if case .stopped? = outcome { throw Self.stopped }
    tell(.step(SignInStep(invitation.step, number: 1)))
    tell(
      .invitation(
        SignInInvitation(
          address: invitation.address,
          canOpen: canOpen,
          place: invitation.place,
          obstacle: invitation.obstacle
        )
      )
    )
  }

  @LoopActor func arrival(at listener: CallbackListener?) async throws(CommandFailure) -> TryArrival {
    let waiting = listener.map { listener in
      Task.onLoop { [weak self, patience] in
        let callback = await listener.arrival(within: patience)
        guard !Task.isCancelled else { return }
        self?.end(callback.map { .arrived(TryArrival(address: $0, isGiven: false)) } ?? .late)
      }
    }
    defer { waiting?.cancel() }
    switch await wait() {
    case .arrived(let arrival): return arrival
    case .late: throw CommandFailure(.network, "No browser has come back in \(patience.inWords).")
    case .stopped: throw Self.stopped
    }
  }

  private func wait() async -> Outcome {
    await withCheckedContinuation { waiter in
      // Looked at in here alone: on the way in the loop may do something else, and the outcome come.
      if let outcome { waiter.resume(returning: outcome) } else { self.waiter = waiter }
    }
  }

  private nonisolated static var stopped: CommandFailure {
    CommandFailure(.interrupted, "It was stopped.")
  }

  @LoopActor func show(_ step: TryStep, number: Int) async throws(CommandFailure) {
    tell(.step(SignInStep(step, number: number)))
  }
}

extension SignInStep {
  fileprivate init(_ step: TryStep, number: Int) {
    self.init(number: number, title: step.title, lines: step.lines)
  }
}

extension SignInNews {
  /// The end of a sign-in that was tried.
  static func ended(_ ending: TryRun.Ending, of client: OAuthClient) -> SignInNews {
    let name = "“\(client.name)”"
    guard let failure = ending.failure else {
      let works =
        "Signing in with \(name) works. An app has a copy of the secret of its own, which may be stale."
      return .ended(Status(.success, works), away: Status(.success, join(works, ending.left)))
    }
    if failure.status == .interrupted {
      let stopped = "Signing in with \(name) is not tried any more."
      let tone: Status.Tone = ending.left == nil ? .information : .warning
      return .ended(Status(.information, stopped), away: Status(tone, join(stopped, ending.left)))
    }
    let words = failure.lines.joined(separator: " ")
    guard !ending.reason.isEmpty else {
      let left = ending.left == words ? nil : ending.left
      return .ended(Status(.failure, words), away: Status(.failure, join(words, left)))
    }
    let reason = ending.reason.map { $0.dropFirst("Error: ".count) }.joined(separator: " ")
    let away = join("Signing in with \(name) does not work: \(reason)", ending.left)
    return .ended(Status(.failure, words), away: Status(.failure, away))
  }

  private static func join(_ words: String, _ left: String?) -> String {
    [words, left].compactMap(\.self).joined(separator: " ")
  }
}
