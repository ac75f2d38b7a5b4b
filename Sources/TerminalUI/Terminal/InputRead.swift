/// What there was to read from the terminal.
public enum InputRead: Hashable, Sendable {
  /// These bytes, in the order of typing.
  case bytes([UInt8])
  /// Nothing yet.
  case nothing
  /// The terminal is gone: it was closed, or its other end was.
  case end
}
