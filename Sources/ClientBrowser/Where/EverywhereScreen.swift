import HerokuAPI
import TerminalText

/// The preview before a client is rotated and its new secret set in the apps that hold the old one: which of them get it.
///
/// The word that confirms the rotation was typed in the dialog before; nothing is sent until this one is confirmed.
struct EverywhereScreen: Screen, Hashable {
  /// The client as it was when the dialog opened.
  let target: OAuthClient
  private var preview: PreviewScreen
  /// How many of the changes are about what is known to be an old secret then.
  private let certainCount: Int
  var request: RequestID?

  /// Opens the preview of a client that is used somewhere.
  init(_ target: OAuthClient, _ uses: Uses) {
    self.target = target
    let plan = uses.plan(afterRotating: target)
    // What will be set is not known before there is a new secret.
    let (changes, certain) = uses.changes(setting: Secret(""), by: plan)
    certainCount = certain
    let title = "Rotate “\(target.displayName)”, and set its new secret"
    var proposal = Proposal(title, changes, remarks: Self.remarks(plan, hasDoubtful: certain < changes.count))
    proposal.usesReserve = true
    // The client is read, and rotated.
    proposal.leadingRequests = 2
    preview = PreviewScreen(proposal, unticked: Set(certain..<changes.count))
  }

  private static func remarks(_ plan: RenewalPlan, hasDoubtful: Bool) -> [String] {
    func places(_ reason: RenewalPlan.OutOfReach.Reason) -> String? {
      let places = plan.outOfReach.filter { $0.reason == reason }
        .map {
          "\(CleanText($0.app.place).text) (\($0.names.map { CleanText($0).text }.joined(separator: ", ")))"
        }
      return places.isEmpty ? nil : places.joined(separator: ", ")
    }
    let unnamed = plan.pairsToName.map { CleanText($0.text).text }.joined(separator: ", ")
    return [
      "The old secret stops working at once; each app here gets the new one, and restarts. Where a gap of seconds is too "
        + "long, “clientele migrate” moves the apps to a second client one by one.",
      hasDoubtful
        ? "What is left out at first is perhaps a secret of this client: take it in if you know." : nil,
      places(.containsStaleSecret).map {
        "Cannot be set from here, since a longer value has the secret in it, and breaks: \($0)."
      },
      places(.containsID).map { "May break too, since a longer value has the id in it: \($0)." },
      plan.unseen.isEmpty
        ? nil : "Could not be looked into, and what holds the secret there breaks: \(plan.unseen.names).",
      unnamed.isEmpty
        ? nil
        : "If this is cut off, these are only perhaps stale afterwards; for “clientele where --mend” they are --names \(unnamed).",
    ].compactMap(\.self)
  }

  var context: Context { .preview }
  var isLocked: Bool { request != nil }
  var wishesOnOpening: [Wish] { preview.wishesOnOpening }

  func hasAsked(for change: Change) -> Bool {
    if case .rotate(let client) = change { client.id == target.id } else { false }
  }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.runChanges):
      guard !isLocked else { return [] }
      if let reason = shared.reasonAgainstRun ?? shared.reasonAgainstChange(of: target) {
        preview.say(CleanText(reason).text)
        return []
      }
      if case .asked = shared.rateLimit {
        preview.say("It is still being asked how many requests are left: once more, then.")
        return []
      }
      if let reason = preview.lackOfRequests(in: shared) {
        preview.say(reason)
        // By the next time there may be more.
        return [.readRateLimit]
      }
      preview.say("Rotating…")
      return [.perform(.rotate(expecting: target))]
    case .done(.rotated(let made)):
      let left = leftOutApps.map { "Left out, with the old secret: \($0)." }
      return [.close, .setEverywhere(made, inApps: chosenApps, leftOut: left ?? "")]
    case .done: return [.close]
    case .failed(let error, let explanation):
      if case .notFound = error { return [.close, .say(Status(.failure, explanation.text))] }
      preview.say(CleanText(explanation.text).text)
    case .learned(.done, _): return [.close]
    // Ready to rotate once more, it would cost the secret that may be new.
    case .learned(.perhaps, let words): return [.close, .say(Status(.warning, words))]
    case .learned(_, let words): preview.say(CleanText(words).text)
    case .command where !isLocked: return preview.handle(input, in: shared)
    default: break
    }
    return []
  }

  /// The ids of the apps that get the new secret.
  var chosenApps: Set<String> {
    Set(
      preview.ticked.compactMap { change in
        if case .renewSecret(let renewal) = change { renewal.app.id } else { nil }
      }
    )
  }

  /// The names of the apps that hold the secret that was rotated, or an old one, and do not get the new one; nil where there is none.
  private var leftOutApps: String? {
    let chosen = chosenApps
    let names = preview.proposal.changes.enumerated().compactMap { index, change -> String? in
      guard index < certainCount, case .renewSecret(let renewal) = change, !chosen.contains(renewal.app.id)
      else { return nil }
      return CleanText(renewal.app.name).text
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  func presentation(in shared: Shared) -> Presentation { preview.presentation(in: shared) }

  func label(of command: Command, in shared: Shared) -> String? {
    command == .runChanges ? "rotate, and set in \(Counted.number(preview.ticked.count))" : nil
  }
}
