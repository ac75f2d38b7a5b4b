import Credentials
import FoundationEssentials
import TerminalUI

extension DoctorReport {
  /// Adds what a report of a defect must not do without.
  mutating func addVersions() {
    add("clientele", "\(Version.current), built with \(Version.compiler)")
    add("system", ProcessInfo.processInfo.operatingSystemVersionString)
    add("ncurses", Terminal.libraryVersion)
  }

  /// Adds the files that the program writes.
  mutating func addFiles(_ precautions: Precautions.Opened) {
    if let complaint = precautions.log?.complaint {
      add("log", complaint, .warning)
    } else {
      add("log", precautions.log?.path ?? "none: --log FILE writes one")
    }
    addCache(CacheFolder(environment: Environment.variables))
  }
}
