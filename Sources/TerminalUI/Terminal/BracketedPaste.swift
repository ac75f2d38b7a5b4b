/// The mode in which a terminal says where a paste begins and ends.
///
/// ncurses knows nothing of it. It is turned on without asking whether the terminal has it: one that does not
/// ignores it, and an answer could arrive after we have gone.
enum BracketedPaste {
  static let on = Array("\u{1b}[?2004h".utf8)
  static let off = Array("\u{1b}[?2004l".utf8)
}
