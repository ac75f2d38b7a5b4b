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
    version: Version.description,
    subcommands: [
      BrowseCommand.self, ListCommand.self, AuditCommand.self, WhereCommand.self, ExplainCommand.self,
      TryCommand.self, InfoCommand.self,
      CreateCommand.self,
      UpdateCommand.self, RewriteCommand.self, RotateCommand.self, MigrateCommand.self, DeleteCommand.self,
      RunCommand.self,
      SetConfigCommand.self, HistoryCommand.self, UndoCommand.self, DoctorCommand.self, CacheCommand.self,
      SandboxCommand.self,
    ],
    defaultSubcommand: BrowseCommand.self
  )
}

extension ClienteleCommand {
  /// Finds the command that a command line asks for.
  static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    try parseAsRoot(TryCommand.words(for: RotateCommand.words(for: YesCount.words(for: arguments))))
  }
}
