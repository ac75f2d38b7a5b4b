/// Ties an answer to the effect that asked for it.
public struct RequestID: Hashable, Sendable {
  let number: Int

  init(_ number: Int) {
    self.number = number
  }
}
