/// The sign that turns while something is under way.
enum SignOfLife {
  private static let signs = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  /// The sign after so many turns.
  static func sign(_ turns: Int) -> String {
    signs[turns % signs.count]
  }
}
