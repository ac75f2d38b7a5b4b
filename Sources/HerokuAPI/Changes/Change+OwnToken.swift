extension Change {
  /// What is to be known before it, where it is about the client that the token in use came from; nil where it is not.
  public func warning(forTokenOf client: ClientID?) -> String? {
    guard let target, target.id == client else { return nil }
    return switch self {
    case .delete:
      "The token in use came through this very client. Once it is deleted, the token may stop working, here and "
        + "wherever else it is used."
    case .rotate:
      "The token in use came through this very client. After the rotation it may not be renewed without the new secret."
    case .create, .update, .setConfigVars, .renewSecret: nil
    }
  }
}
