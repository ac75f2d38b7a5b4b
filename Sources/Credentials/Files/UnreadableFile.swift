/// Why a file was not read.
public enum UnreadableFile: Error, Hashable, Sendable {
  /// There is none of that name.
  case absent
  /// It is a directory.
  case directory
  /// It is a pipe or device, which might never end.
  case notAFile
  /// It is larger than any file of credentials.
  case tooLarge
  /// The system refused; the text says why.
  case refused(String)
}

extension UnreadableFile: CustomStringConvertible {
  /// The reason in words, without a full stop.
  public var description: String {
    switch self {
    case .absent: "no such file"
    case .directory: "it is a directory"
    case .notAFile: "it is not a plain file"
    case .tooLarge: "it is larger than a file of credentials can be"
    case .refused(let reason): reason
    }
  }
}
