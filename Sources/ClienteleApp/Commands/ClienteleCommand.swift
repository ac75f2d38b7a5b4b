public import ArgumentParser

/// The program: its subcommands, and the browser if none is named.
public struct ClienteleCommand: AsyncParsableCommand {
  /// What help and errors call the program.
  public static let configuration = CommandConfiguration(
    commandName: "clientele",
    abstract: "Browse, create, edit, rotate and delete the OAuth clients of a Heroku account.",
    discussion: """
      Without a subcommand the browser opens, in the whole terminal. It wants a Heroku token in HEROKU_API_KEY; \
      --sandbox tries everything out without one. Press ? in it for its keys.
      """,
    version: Version.current,
    subcommands: [BrowseCommand.self, SandboxCommand.self],
    defaultSubcommand: BrowseCommand.self
  )

  /// Makes the command; the argument parser fills it.
  public init() {}
}
