import HerokuAPI
import SystemPackage

/// Where data goes, and nothing else.
enum StandardOutput {
  /// Writes a text that was only read, whole.
  ///
  /// A reader that has gone, as `head` does, is no failure: it has what it wanted.
  static func print(_ text: String) throws(CommandFailure) {
    do throws(Errno) {
      try FileDescriptor.standardOutput.writeWhole(text.utf8)
    } catch {
      guard error != .brokenPipe else { return }
      throw CommandFailure(.outputFailed, "The standard output could not be written: \(error).")
    }
  }

  /// Writes what came of a change, whole.
  ///
  /// Here a reader that has gone is a failure: nobody has got the secret that was made.
  ///
  /// - Parameters:
  ///   - done: what was done, as a sentence.
  ///   - client: whose secret it is.
  static func print(_ text: String, after done: String, of client: OAuthClient) throws(CommandFailure) {
    do throws(Errno) {
      try FileDescriptor.standardOutput.writeWhole(text.utf8)
    } catch {
      throw CommandFailure(
        .outputFailed,
        "\(done) But the standard output could not be written: \(error). \(client.wayToSecret)"
      )
    }
  }
}
