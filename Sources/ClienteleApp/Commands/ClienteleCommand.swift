import ArgumentParser

/// The program: its subcommands, and the browser if none is named.
struct ClienteleCommand: ParsableCommand {
  /// What help and errors call the program.
  static let configuration = CommandConfiguration(
    commandName: "clientele",
    abstract: "Browse, create, edit, rotate and delete the OAuth clients of a Heroku account.",
    discussion: """
      Without a subcommand the browser opens, in the whole terminal. It uses the token that \
      “heroku login” has left, or HEROKU_API_KEY; --sandbox tries everything out without one. Press ? in it for its keys.
      """,
    version: Version.current,
    subcommands: [
      BrowseCommand.self, ListCommand.self, InfoCommand.self, CreateCommand.self, UpdateCommand.self,
      RewriteCommand.self, RotateCommand.self, DeleteCommand.self, RunCommand.self, SetConfigCommand.self,
      DoctorCommand.self,
      CacheCommand.self,
      SandboxCommand.self,
    ],
    defaultSubcommand: BrowseCommand.self
  )
}

extension ClienteleCommand {
  /// Finds the command that a command line asks for.
  static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    try parseAsRoot(RotateCommand.words(for: arguments))
  }
}

/// The program's version.
enum Version {
  static let current = "0.1.0"
  /// The version of Swift that it was built with.
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
