import Platform

/// Why a journal cannot be written or read; no reason to leave a change undone.
public struct JournalProblem: Error, Hashable, Sendable {
  /// The file or folder.
  public let path: String
  /// What is wrong with it, behind a colon.
  public let reason: String

  init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  /// What the system says of the call that has just failed.
  init(_ path: String, errno code: Int32) {
    self.init(
      path,
      code == ELOOP ? "it is a symbolic link, which is not followed" : String(cString: strerror(code))
    )
  }
}
