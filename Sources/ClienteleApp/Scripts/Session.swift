import HerokuAPI

/// What a command asks a server through.
struct Session: Sendable {
  let client: HerokuClient
  /// How people know the server.
  let host: String

  /// Makes a call, and words its failure.
  func call<Value>(
    _ attempt: Attempt,
    _ body: (HerokuClient) async throws(APIError) -> Value
  ) async throws(CommandFailure) -> Value {
    do throws(APIError) {
      return try await body(client)
    } catch {
      throw CommandFailure(error, of: attempt, host: host)
    }
  }
}
