extension Terminal {
  /// What a loop waits on for input.
  public var inputDescriptor: Int32 { input.number }

  /// Reads what has been typed by now.
  public func readInput() -> InputRead { input.readPending() }
}
