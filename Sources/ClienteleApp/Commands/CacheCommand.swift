import ArgumentParser

/// What is kept of the lists that the browser has loaded.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Remove the lists that the browser keeps to open with.",
    subcommands: [Clear.self]
  )

  /// Removes every snapshot.
  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove the lists of every server and token, and say how many there were."
    )

    func run() throws {
      guard let folder = CacheFolder(environment: Environment.variables) else {
        StandardError.print("There is no cache: neither XDG_CACHE_HOME nor HOME is an absolute path.")
        throw ExitStatus.wrongUsage.exitCode
      }
      let (removed, left) = folder.clear()
      print("Removed \(removed) list\(removed == 1 ? "" : "s") from \(folder.path)")
      guard left == 0 else {
        StandardError.print("\(left) could not be removed from \(folder.path): see who may write there.")
        throw ExitStatus.outputFailed.exitCode
      }
    }
  }
}
