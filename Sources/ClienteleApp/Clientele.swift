import ArgumentParser

/// The whole program.
public enum Clientele {
  /// Runs what the command line asks for, and ends the process with its exit status.
  public static func run() async {
    await ClienteleCommand.main()
  }
}
