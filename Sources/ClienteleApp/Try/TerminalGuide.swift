import HerokuAPI
import HerokuTransport

/// Leads whoever has run `clientele try`: steps go to standard output, what is waited for and asked to standard error.
struct TerminalGuide: TryGuide {
  /// Whether the browser is opened without being asked.
  var opens: Bool
  /// How long the browser is waited for.
  var patience: Duration
  /// What opens a browser; nil where there is none.
  var browser: WebBrowser?

  var asksWhereNobodyListens: Bool { false }

  func invite(_ invitation: TryInvitation) async throws(CommandFailure) {
    let line = "If “\(invitation.client.name)” was let in already, that stays: \(TryRun.wayToAuthorizations)"
    Interruption.current.setRemark { [line] }
    try StandardOutput.print(invitation.step.text(number: 1), toleratingLostReader: false)
    open(invitation.address)
    if let place = invitation.place {
      StandardError.print("Waiting for the browser at \(place), for \(patience.inWords) at most.")
    }
  }

  private func open(_ address: String) {
    guard let browser else {
      if opens { StandardError.print("There is no \(WebBrowser.programName): open it yourself.") }
      return
    }
    if !opens {
      guard browser.hasDisplay, StandardError.canAsk else { return }
      StandardError.ask("Press Return to open it in a browser, or type no to do that yourself: ")
      guard readLine()?.isEmpty == true else { return }
    }
    browser.open(address) { StandardError.print($0) }
  }

  func arrival(at listener: CallbackListener?) async throws(CommandFailure) -> TryArrival {
    guard let listener else { return TryArrival(address: try pasted(), isGiven: true) }
    guard let callback = await listener.arrival(within: patience) else {
      throw CommandFailure(
        .network,
        """
        No browser has come back in \(patience.inWords). Where it runs on another machine, give --paste and the address \
        that it arrives at.
        """
      )
    }
    return TryArrival(address: callback, isGiven: false)
  }

  /// The address that the person pastes.
  private func pasted() throws(CommandFailure) -> CallbackAddress {
    StandardError.print("Allow it there. What then stands in the browser’s address line is wanted, whole.")
    var problem = ""
    for _ in 0..<3 {
      do throws(FlowAddressError) {
        return try CallbackAddress(given: FlowAddress.typed(asking: "Address: "))
      } catch {
        problem = error.description
        if error == .empty { break }
      }
      guard StandardError.canAsk else { break }
      StandardError.print(problem)
    }
    throw CommandFailure(.wrongUsage, problem)
  }

  func show(_ step: TryStep, number: Int) async throws(CommandFailure) {
    try StandardOutput.print(step.text(number: number))
  }
}

extension Duration {
  /// In whole minutes, or seconds where it is no whole minute.
  var inWords: String {
    let seconds = components.seconds
    let (count, unit) = seconds % 60 == 0 ? (seconds / 60, "minute") : (seconds, "second")
    return "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}
