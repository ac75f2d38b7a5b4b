import ArgumentParser
import ClientIndex
import TerminalText

extension ClientFilter {
  /// Reads a filter that may have been given on the command line; none lets every client through.
  ///
  /// - Throws: what is wrong with it, under its place; or that it asks for marks, which a command has none of.
  init(argument text: String?) throws(ValidationError) {
    guard let text else {
      self = .all
      return
    }
    do throws(Mistake) {
      try self.init(text)
    } catch {
      throw ValidationError(error.pointed(at: text))
    }
    if asksForUses {
      throw ValidationError(
        "“is:stale”, “is:nowhere” and “app:” are for the browser, once it has looked: commands have “clientele where”."
      )
    }
    if asksForMarks { throw ValidationError("“is:marked” is for the browser: commands have no marks.") }
  }
}

extension ClientFilter.Mistake {
  /// The sentence, the text below it, and carets below the place.
  func pointed(at text: String) -> String {
    let before = CleanText(String(text[..<range.lowerBound])).text
    let place = CleanText(String(text[range])).text
    return """
      \(reason)
        \(CleanText(text).text)
        \(String(repeating: " ", count: before.cellWidth))\(String(repeating: "^", count: max(1, place.cellWidth)))
      """
  }
}
