/// What has become of a text that was opened in an editor.
public enum EditorOutcome: Hashable, Sendable {
  /// The editor was left as it should be, and this is the text.
  case left(text: String)
  /// The editor was not there, has failed or crashed, as the sentence says; what it had saved by then, where it can be read.
  case failed(reason: String, saved: String?)
}
