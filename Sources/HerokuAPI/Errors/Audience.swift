/// Who reads an error, and so what can be advised: keys and commands are not the same words.
public enum Audience: Hashable, Sendable {
  /// Somebody with the browser before them, whose keys are told at the bottom of the screen.
  case browser
  /// Whoever ran a command, perhaps a script.
  case command
}
