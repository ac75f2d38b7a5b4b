import CBuild

/// The program's version.
enum Version {
  /// By Semantic Versioning.
  static let current = "0.2.0"

  /// What `--version` says: version, commit with its date where the build was told, and the version of Swift.
  ///
  /// It is asked for once, and not before the first frame.
  static var description: String {
    let commit = String(cString: build_commit())
    return "\(current) (\(commit.isEmpty ? "development build" : "commit \(commit)"), \(compiler))"
  }

  /// The version of Swift that it was built with: of the branches one is compiled.
  static var compiler: String {
    #if compiler(>=6.5)
      "Swift 6.5 or later"
    #elseif compiler(>=6.4)
      "Swift 6.4"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }

  /// How the program names itself to the API.
  static let userAgent = "clientele/\(current)"
}
