import ArgumentParser

/// The whole program.
public enum Clientele {
  /// Runs what the command line asks for, and ends the process with its exit status.
  ///
  /// On the main actor from the start: the argument parser's own way of running a command leaves it, and coming back
  /// costs the browser a thread and half a millisecond before its first frame.
  @MainActor
  public static func run() async {
    do {
      let command = try ClienteleCommand.parseAsRoot()
      if let browse = command as? BrowseCommand {
        try await browse.run()
      } else if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        var command = command
        try command.run()
      }
    } catch {
      ClienteleCommand.exit(withError: error)
    }
  }
}
