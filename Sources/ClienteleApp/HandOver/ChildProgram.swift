import Platform
import Subprocess
import SystemPackage

/// A program that exists, with its arguments.
struct ChildProgram: Sendable {
  /// What was typed.
  let name: String
  let path: FilePath
  let arguments: [String]

  /// Finds the program that a command line names, as a shell would.
  ///
  /// Before the secret is fetched, or even made: a misspelt command must not cost a rotation.
  init(_ command: [String]) async throws(CommandFailure) {
    let name = command.first ?? ""
    self.name = name
    arguments = Array(command.dropFirst())
    if name.contains("/") {
      path = FilePath(name)
    } else {
      do throws(SubprocessError) {
        path = try await Executable.name(name).resolveExecutablePath(in: .inherit)
      } catch {
        throw CommandFailure(.cannotRun, "There is no command “\(name)”. Nothing was done.")
      }
    }
    guard access(path.string, X_OK) == 0 else {
      let reason = String(cString: strerror(errno))
      throw CommandFailure(.cannotRun, "“\(name)” cannot be run: \(reason). Nothing was done.")
    }
    var status = stat()
    // A folder may be entered, which access takes for the same.
    guard stat(path.string, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure(.cannotRun, "“\(name)” is no program. Nothing was done.")
    }
  }
}
