import HerokuAPI
import HerokuTransport
import TestSupport
import Testing

@testable import ClienteleApp

/// What is said of the steps of a sign-in that is tried.
@Suite struct TryStepTests {
  private static let server = SignInServer(
    transport: AsyncHTTPTransport(),
    identity: Endpoint.heroku.identity,
    userAgent: "tests/1"
  )

  private static func exchange(_ error: SignInError, hasArrived: Bool = false) -> String {
    TryStep.exchange(.failure(error), with: server, host: "id.heroku.com", hasArrived: hasArrived).text(
      number: 3
    )
  }

  @Test func `has a number, and a line for each thing that is said`() {
    let step = TryStep(title: "The answer", lines: ["Came: a\u{1b}[2J\ncode", "State: none"])
    #expect(step.text(number: 2) == "2. The answer\n   Came: a�[2J�code\n   State: none\n")
  }

  @Test func `shows the address with what is wrong with the redirect URI, and no password of it`() {
    let client = OAuthClient(id: ClientID("1"), name: "A", redirectURI: "http://me:5ecret@app.example.com/cb")
    let trial = SignInTrial(of: client, scopes: [.global, .read])
    let lines = TryStep.address(of: trial, at: Endpoint.heroku.identity).lines
    #expect(lines.contains("Scope: global read"))
    #expect(lines.contains("Then to: http://***@app.example.com/cb"))
    #expect(lines.contains(trial.address(at: Endpoint.heroku.identity)))
    #expect(lines.contains { $0.hasPrefix("Warning: the redirect URI: plain http") })
    #expect(lines.contains { $0.hasPrefix("Note: The scope global has all others in it.") })
    #expect(!lines.joined().contains("5ecret"))
  }

  @Test func `says where the code was exchanged, and that the app may have been first`() {
    let error = SignInError.refused(status: 400, error: "invalid_grant", message: "", requestID: "r-1")
    let said = Self.exchange(error)
    #expect(said.contains("Sent: POST https://id.heroku.com/oauth/token with grant_type=authorization_code"))
    #expect(said.contains("Error: The code or refresh token is used up") && said.contains("Request r-1."))
    #expect(!said.contains("comparing the state"))
    #expect(Self.exchange(error, hasArrived: true).contains("without comparing the state uses it up there"))
    let other = SignInError.refused(status: 401, error: "invalid_client", message: "", requestID: nil)
    #expect(!Self.exchange(other, hasArrived: true).contains("comparing the state"))
  }

  @Test func `says whose account it is, and where that is another than this program's`() {
    let (alice, bob) = (
      Account(id: "1", email: "alice@example.com"), Account(id: "2", email: "bob@example.com")
    )
    #expect(TryStep.use(.success(alice), own: alice).last == "Came: alice@example.com")
    let other = TryStep.use(.success(bob), own: alice)
    #expect(other.contains("Came: bob@example.com"))
    #expect(
      other.last
        == "Note: the browser is signed in as bob@example.com, and this program works for alice@example.com."
    )
    let failure = CommandFailure(.refused, "Could not use the new token.")
    #expect(TryStep.use(.failure(failure), own: alice).last == "Error: Could not use the new token.")
  }

  @Test(
    arguments: [
      (["--sandbox", "try", "x", "--keep"], ["try", "--sandbox", "x", "--keep"]),
      (["try", "x"], ["try", "x"]),
      (["--sandbox"], ["--sandbox"]), (["--sandbox", "list"], ["--sandbox", "list"]),
    ]
  )
  func `takes the sandbox before the command too`(given: [String], words: [String]) {
    #expect(TryCommand.words(for: given) == words)
  }

  @Test func `finds a browser only where there is one, and asks only where there is a screen`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    #expect(WebBrowser(environment: ["PATH": folder.path, "DISPLAY": ":0"]) == nil)
    try folder.write("#!/bin/sh\n", to: WebBrowser.programName, mode: 0o700)
    #expect(WebBrowser(environment: ["PATH": folder.path, "DISPLAY": ":0"])?.hasDisplay == true)
    #expect(
      WebBrowser(environment: ["PATH": folder.path, "WAYLAND_DISPLAY": "wayland-0"])?.hasDisplay == true
    )
  }
}
