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
  mutating func addFiles(_ settings: Settings, log: RequestLog?) {
    if let complaint = log?.complaint {
      add("log", complaint, .warning)
    } else {
      add("log", log?.name ?? "none: --log FILE writes one")
    }
    addCache(settings.cacheFolder)
  }
}
