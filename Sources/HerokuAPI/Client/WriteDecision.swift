/// What to do with a client after it was read again.
enum WriteDecision<Outcome> {
  /// The client is as wanted already.
  case nothing(Outcome)
  /// Send a change, and read its answer in this way.
  case send(ClientRequest, reading: (HTTPAnswer) throws(APIError) -> Outcome)
}
