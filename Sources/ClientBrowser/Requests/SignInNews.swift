/// What happens while a sign-in is tried; no code, token or secret is in it.
public enum SignInNews: Hashable, Sendable {
  /// A step was done.
  case step(SignInStep)
  /// The person is waited for.
  case invitation(SignInInvitation)
  /// It has come to its end: what is said below the steps, and what is said where nobody looks at them any more.
  case ended(Status, away: Status)
}

/// A step of a sign-in, in words.
public struct SignInStep: Hashable, Sendable {
  /// Its number, from 1 on.
  public let number: Int
  /// What it is.
  public let title: String
  /// What was sent, what came, and what is wrong with it.
  public let lines: [String]

  /// Puts a step together.
  public init(number: Int, title: String, lines: [String]) {
    (self.number, self.title, self.lines) = (number, title, lines)
  }
}

/// What the person is sent to the authorization page with.
public struct SignInInvitation: Hashable, Sendable {
  /// The address of the page.
  public let address: String
  /// Whether a browser can be opened here.
  public let canOpen: Bool
  /// Where the browser is waited for; nil where the address that it arrives at has to be pasted.
  public let place: String?
  /// Why it is not waited for, though the redirect URI leads here, as a sentence.
  public let obstacle: String?

  /// Puts an invitation together.
  public init(address: String, canOpen: Bool, place: String?, obstacle: String? = nil) {
    (self.address, self.canOpen, self.place, self.obstacle) = (address, canOpen, place, obstacle)
  }
}
