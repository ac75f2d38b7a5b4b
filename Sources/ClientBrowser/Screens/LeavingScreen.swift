import HerokuAPI

/// The program is being left, and waits for the answers to changes that are under way.
struct LeavingScreen: Screen, Hashable {
  var context: Context { .leaving }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.leaveNow): [.leaveNow]
    case .command(.cancel): [.close, .stay]
    default: []
    }
  }

  func presentation(in shared: Shared) -> Presentation {
    let changes =
      shared.work.changes.compactMap(\.attempt.progress)
      + shared.work.signIns.map { "Ending the sign-in with “\($0.client.displayName)”" }
    let now = shared.keymap.name(of: .leaveNow, in: .leaving)
    return Presentation(
      title: "Quitting",
      isUrgent: true,
      blocks: changes.map { .text($0 + "…", .accent) } + [
        .blank,
        .text("Waiting for the answer, which is told once the screen is closed. \(now) does not wait."),
      ]
    )
  }
}
