import ArgumentParser

/// What the program leaves with, besides 0 and the argument parser's own 64 for wrong usage.
enum ExitStatus: Int32 {
  /// Standard input or output is no terminal, or one on which the browser cannot work.
  case noTerminal = 2
  /// No token.
  case noCredentials = 3
  /// The sandbox could not listen.
  case cannotListen = 4
  /// A server or proxy address that cannot be used, or to which the token must not be sent.
  case unusableAddress = 5

  /// As the argument parser takes it.
  var exitCode: ExitCode { ExitCode(rawValue) }
}
