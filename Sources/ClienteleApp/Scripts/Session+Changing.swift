import HerokuAPI

extension Session {
  /// Makes a call that changes something, and words its failure.
  ///
  /// If a signal ends the command meanwhile, it is told that the change may have been done.
  ///
  /// - Parameter remark: what an interruption after the change is told, until something else is; by default nothing.
  func change<Value>(
    _ attempt: Attempt,
    remark: (Value) -> String? = { _ in nil },
    _ body: (HerokuClient) async throws(APIError) -> Value
  ) async throws(CommandFailure) -> Value {
    let unknown = APIError.outcomeUnknown(TransportFailure(.cancelled, mayHaveBeenSent: true))
    Interruption.current.setRemark(unknown.explanation(of: attempt, host: host, for: .command).text)
    do throws(CommandFailure) {
      let value = try await call(attempt, body)
      Interruption.current.setRemark(remark(value))
      return value
    } catch {
      Interruption.current.setRemark(nil)
      throw error
    }
  }
}

extension ClientCredentials {
  /// What an interruption is told while a new secret is on its way to whoever asked for it.
  func remark(after done: String) -> String { "\(done) \(client.wayToSecret)" }
}

extension OAuthClient {
  /// How to get at the secret once more, as a sentence.
  var wayToSecret: String { "“clientele info \(id) --shell” prints its id and secret." }
}
