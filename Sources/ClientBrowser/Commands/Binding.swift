/// One row of the command table: a command, its keys in some contexts, and the words for it.
public struct Binding: Sendable {
  /// What is asked for.
  public let command: Command
  /// The keys, the one that people are told first.
  public let keys: [Key]
  /// Where the keys are in force.
  public let contexts: [Context]
  /// What it does, for help and manual: `Delete the client, after a confirmation`.
  public let title: String
  /// The word beside the key at the bottom of the screen; nil where it is not shown there.
  public let hint: String?

  init(_ command: Command, _ keys: [Key], in contexts: [Context], _ title: String, hint: String? = nil) {
    self.command = command
    self.keys = keys
    self.contexts = contexts
    self.title = title
    self.hint = hint
  }
}
