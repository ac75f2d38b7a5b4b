import HerokuAPI
import Testing

/// Whoever runs a command is not told to press keys.
struct AudienceTests {
  private static let attempts: [Attempt] = [
    .readAccount, .loadClients, .readClient(name: "n"), .create(name: "n"),
    .update(name: "n", fields: [.name]),
    .update(name: "n", fields: []), .delete(name: "n"), .rotate(name: "n"), .findApp(name: "n"),
    .setConfigVars(app: "n"),
  ]

  private static let errors: [APIError] =
    [
      .notFound(requestID: nil), .conflict(current: .production, fields: [.name]),
      .changedSinceShown(current: .production), .cancelled, .readOnly,
      .outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true)),
      .unreachable(TransportFailure(.refused, mayHaveBeenSent: false)),
      .unreadable(UnreadableAnswer(status: 200, problem: "it is empty", mayHaveBeenDone: true)),
    ]
    + [401, 402, 403, 404, 409, 412, 422, 429, 500, 503].map { status in
      .refused(Refusal(status: status, id: "x", message: "No", mayHaveBeenDone: status == 500))
    }

  @Test func `no advice for a command speaks of the browser`() {
    for attempt in Self.attempts {
      for error in Self.errors {
        let text = error.explanation(of: attempt, host: "api.heroku.com", for: .command).text
        #expect(!text.lowercased().contains("reload"), "\(text)")
      }
    }
  }

  @Test func `no advice for the browser speaks of commands`() {
    for attempt in Self.attempts {
      for error in Self.errors {
        let text = error.explanation(of: attempt, host: "api.heroku.com", for: .browser).text
        #expect(!text.contains("clientele"), "\(text)")
      }
    }
  }

  @Test func `the advice is something to do`() {
    let lost = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))
    #expect(
      lost.explanation(of: .create(name: "n"), host: "api.heroku.com", for: .command).advice == """
        It may have been done: look for the new client with “clientele list” before you create it again, or there may \
        be two of them.
        """
    )
    #expect(
      APIError.notFound(requestID: nil).explanation(of: .delete(name: "n"), host: "h", for: .command).advice
        == "“clientele list” shows what is there."
    )
  }
}
