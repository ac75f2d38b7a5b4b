/// Foreign text, made safe to stand in a cell.
///
/// It works on scalars, in this order:
/// 1. Printable ASCII stays as it is; a text of nothing else is returned without further ado.
/// 2. Variation selectors are dropped, and so are skin tones behind an emoji: they change the width on some
///    terminals, and `wcwidth` does not know of it.
/// 3. An emoji sequence joined by U+200D is drawn as its first emoji: a family measures 6 columns by
///    `wcwidth`, and many terminals draw it in 2.
/// 4. A flag is drawn as the two letters of its region: terminals disagree on whether it takes 2 columns or
///    4.
/// 5. What is unsafe in a cell (``Swift/Unicode/Scalar/isUnsafeInCell``) is replaced by U+FFFD, one for one:
///    visibly, so that nobody takes the name for another.
/// 6. A combining mark without a base gets U+25CC, so that it does not settle on what stands left of the
///    text.
/// 7. More than 4 marks on a base are dropped: an ncurses cell holds 4, and towers of them cover the rows
///    above.
public struct CleanText: Hashable, Sendable {
  /// The text as it may be shown.
  public let text: String
  /// Whether it differs from what came in: it cannot be typed as it is displayed.
  public let wasChanged: Bool

  /// Cleans a text.
  public init(_ raw: String) {
    if raw.isPrintableASCII {
      text = raw
      wasChanged = false
    } else {
      var cleaner = TextCleaner()
      cleaner.read(raw)
      // Not `==` on strings: that takes canonically equivalent text for the same.
      wasChanged = !cleaner.text.utf8.elementsEqual(raw.utf8)
      text = wasChanged ? cleaner.text : raw
    }
  }
}
