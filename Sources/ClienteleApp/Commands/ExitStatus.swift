import ArgumentParser

/// What the program leaves with, besides 0 and the argument parser's own 64 for wrong usage.
enum ExitStatus: Int32 {
  /// Standard input or output is no terminal, or one on which the browser cannot work.
  case noTerminal = 2
  /// No token, or one that must not be sent to that host.
  case noCredentials = 3
  /// The sandbox could not listen.
  case cannotListen = 4

  /// As the argument parser takes it.
  var exitCode: ExitCode { ExitCode(rawValue) }
}
