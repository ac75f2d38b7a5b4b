import ArgumentParser
import TerminalText

/// What is kept of the lists that the browser has loaded.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Remove the lists that the browser keeps to open with.",
    subcommands: [Clear.self]
  )

  /// Removes every snapshot.
  struct Clear: SettingsCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove the lists of every server and token, and say how many there were."
    )

    func run(with settings: Settings) async throws {
      guard let folder = settings.cacheFolder else {
        throw CommandFailure(
          .wrongUsage,
          "There is no cache: neither XDG_CACHE_HOME nor HOME is an absolute path."
        )
      }
      let (removed, left) = folder.clear()
      let lists = "\(removed) list\(removed == 1 ? "" : "s")"
      try StandardOutput.print("Removed \(lists) from \(CleanText(folder.path).text)\n")
      guard left == 0 else {
        throw CommandFailure(
          .outputFailed,
          "\(left) could not be removed from \(folder.path): see who may write there."
        )
      }
    }
  }
}
