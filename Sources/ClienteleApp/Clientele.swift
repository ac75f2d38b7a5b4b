import ArgumentParser

/// The whole program.
public enum Clientele {
  /// Runs what the command line asks for, and ends the process with its exit status.
  public static func run() async {
    if let unknown = UnknownCommand(CommandLine.arguments.dropFirst()) {
      StandardError.printForeign(unknown.message)
      ClienteleCommand.exit(withError: ExitStatus.wrongUsage.exitCode)
    }
    await ClienteleCommand.main()
  }
}
