import ArgumentParser
import CSignals
import FoundationEssentials
import MainLoop

/// The whole program.
public enum Clientele {
  /// Runs what the command line asks for on this thread, and ends the process with its exit status.
  public static func run() -> Never {
    inherited_signals_remember()
    StandardStreams.keepPlaces()
    MainLoop.shared.run {
      await runCommand()
      ClienteleCommand.exit()
    }
  }

  @LoopActor
  private static func runCommand() async {
    // The one place where the process is asked how it was started.
    let arguments = Array(CommandLine.arguments.dropFirst())
    let environment = ProcessInfo.processInfo.environment
    do {
      try await run(arguments, in: environment)
    } catch {
      leave(after: error, of: arguments)
    }
  }

  @LoopActor
  private static func run(_ arguments: [String], in environment: [String: String]) async throws {
    if let given = GivenOptions(browsing: arguments) {
      return try await BrowserLaunch(settings: Settings(given, environment: environment)).run()
    }
    if let problem = CommandLineProblem(arguments) {
      throw CommandFailure(.wrongUsage, problem.message)
    }
    var command = try parsed(arguments)
    if let command = command as? any SettingsCommand {
      try await command.run(with: Settings(command.given, environment: environment))
    } else {
      // Help and the like, which the parser answers by itself.
      try command.run()
    }
  }

  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    do {
      return try ClienteleCommand.parsed(arguments)
    } catch  where ClienteleCommand.exitCode(for: error) != .success {
      guard let problem = CommandLineProblem.unknownOption(in: arguments) else { throw error }
      throw CommandFailure(.wrongUsage, problem)
    }
  }

  /// Says what is wrong, unless that has been said, and ends the process.
  private static func leave(after error: any Error, of arguments: [String]) -> Never {
    if let failure = error as? CommandFailure {
      StandardError.print(lines: failure.lines)
      ClienteleCommand.exit(withError: failure.status.exitCode)
    }
    let code = ClienteleCommand.exitCode(for: error)
    let message = ClienteleCommand.fullMessage(for: error)
    if code == .success, !message.isEmpty {
      // Help and versions are what was asked for.
      do throws(CommandFailure) {
        try StandardOutput.print(message + "\n")
      } catch {
        leave(after: error, of: arguments)
      }
    } else if !message.isEmpty {
      StandardError.print(lines: CommandLineProblem.lines(of: message, about: arguments))
    }
    ClienteleCommand.exit(withError: code)
  }
}
