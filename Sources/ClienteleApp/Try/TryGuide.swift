import HerokuAPI
import HerokuTransport

/// Leads somebody through a sign-in that is tried: before a terminal, or before the browser's screen.
protocol TryGuide: Sendable {
  /// Whether the address is asked for where this machine cannot wait for the browser.
  var asksWhereNobodyListens: Bool { get }

  /// Shows the first step, and sends the person to the authorization page.
  func invite(_ invitation: TryInvitation) async throws(CommandFailure)

  /// Waits for what comes back.
  ///
  /// - Parameter listener: where the browser comes to; nil where the address has to be given.
  func arrival(at listener: CallbackListener?) async throws(CommandFailure) -> TryArrival

  /// Shows another step.
  func show(_ step: TryStep, number: Int) async throws(CommandFailure)
}

/// What a person is sent to the authorization page with.
struct TryInvitation: Sendable {
  /// The first step.
  let step: TryStep
  /// The client that asks.
  let client: OAuthClient
  /// The address of the page.
  let address: String
  /// Where the browser is waited for; nil where the address that it arrives at has to be given.
  let place: String?
  /// Why it is not waited for, though the redirect URI leads here, as a sentence; nil where that is not so.
  let obstacle: String?
}

/// What came back.
struct TryArrival: Sendable {
  /// The address that the browser has arrived at.
  let address: CallbackAddress
  /// Whether the person has given it, so that the browser was elsewhere.
  let isGiven: Bool
}
