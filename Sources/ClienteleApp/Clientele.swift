import ArgumentParser

/// The whole program.
public enum Clientele {
  /// Runs what the command line asks for, and ends the process with its exit status.
  ///
  /// On the main actor from the start: the argument parser's own way of running a command leaves it, and coming back
  /// costs the browser two threads and a millisecond before its first frame.
  @MainActor
  public static func run() async {
    guard CommandLine.arguments.count > 1 else { return await browse() }
    if let unknown = UnknownCommand(CommandLine.arguments.dropFirst()) {
      StandardError.printForeign(unknown.message)
      ClienteleCommand.exit(withError: ExitStatus.wrongUsage.exitCode)
    }
    do {
      var command = try ClienteleCommand.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        // Help and the like, which the parser answers by itself.
        try command.run()
      }
    } catch {
      leave(after: error)
    }
  }

  /// Opens the browser, without the argument parser where there are no arguments: it takes four milliseconds to find
  /// that out, a third of the time until the first frame.
  @MainActor
  private static func browse() async {
    do {
      try await BrowserLaunch().run()
    } catch {
      leave(after: error)
    }
  }

  /// Says what is wrong, unless that has been said, and ends the process.
  ///
  /// The argument parser's messages quote what was typed, or what a script has put together of other people's texts.
  private static func leave(after error: any Error) -> Never {
    let code = ClienteleCommand.exitCode(for: error)
    // Help and versions are no errors, and go to standard output.
    guard code != .success else { ClienteleCommand.exit(withError: error) }
    let message = ClienteleCommand.fullMessage(for: error)
    if !message.isEmpty { StandardError.printForeign(message) }
    ClienteleCommand.exit(withError: code)
  }
}
