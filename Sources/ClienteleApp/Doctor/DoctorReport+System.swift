import ClientBrowser
import FoundationEssentials
import MainLoop
import Platform
import SystemPackage
import TerminalUI

extension DoctorReport {
  /// Adds what a report of a defect must not do without.
  mutating func addVersions() {
    add("clientele", Version.description)
    add("system", ProcessInfo.processInfo.operatingSystemVersionString)
    add("ncurses", Terminal.libraryVersion)
  }

  /// Adds what the browser would find of a terminal.
  ///
  /// What is missing is a warning only: commands need none.
  @LoopActor
  mutating func addTerminal(_ environment: [String: String]) {
    if let obstacle = Terminal.obstacle(environment: environment) {
      add("terminal", obstacle.description, .warning)
    } else {
      add("terminal", environment["TERM"] ?? "")
    }
    if let size = Terminal.size() {
      let wanted = Layout.minimum
      let fits = Layout(size: size).arrangement != .tooSmall
      let remark = fits ? "" : ", the browser wants \(wanted.columns)x\(wanted.rows)"
      add("size", "\(size.columns)x\(size.rows)\(remark)", fits ? .ok : .warning)
    }
    add("colours", Self.colours(environment))
    add(
      "locale",
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first ?? "not set: C.UTF-8"
    )
    add("clipboard", "OSC 52; whether the terminal allows it, it does not tell")
  }

  // MARK: Files

  /// Adds the files that the program writes.
  mutating func addFiles(_ settings: Settings, log: RequestLog?) {
    if let complaint = log?.complaint {
      add("log", complaint, .warning)
    } else {
      add("log", log?.name ?? "none: --log FILE writes one")
    }
    addCache(settings.cacheFolder)
  }

  /// Adds where the browser keeps the lists that it opens with, and how much of them there is; or why it cannot.
  mutating func addCache(_ folder: CacheFolder?) {
    guard let folder else {
      return add("cache", "none: neither XDG_CACHE_HOME nor HOME is an absolute path", .warning)
    }
    switch folder.contents() {
    case .missing:
      if let obstacle = Self.obstacle(toMaking: folder.path) {
        add("cache", "\(folder.path) cannot be made: \(obstacle); nothing is kept", .warning)
      } else {
        add("cache", "\(folder.path), nothing kept yet")
      }
    case .unusable: add("cache", "\(folder.path) is no directory of yours: nothing is kept", .warning)
    case .lists(let count, let bytes, let newest):
      let lists = "\(count) \(count == 1 ? "list" : "lists"), \((bytes + 1023) / 1024) KiB"
      let age = newest.map { ", the newest of \(LocalTime.system.text(of: $0))" } ?? ""
      let isWritable = access(folder.path, W_OK | X_OK) == 0
      let remark = isWritable ? "" : "; nothing can be written there"
      add("cache", "\(folder.path), \(lists)\(age)\(remark)", isWritable ? .ok : .warning)
    }
  }

  /// What keeps a folder from being made; nil where nothing does.
  ///
  /// It is tried as the browser does it, which makes the folder and its parent and nothing above them, and taken back.
  private static func obstacle(toMaking path: String) -> String? {
    let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    let madeParent = mkdir(parent, 0o700) == 0
    defer { if madeParent { rmdir(parent) } }
    guard mkdir(path, 0o700) == 0 else { return Errno(rawValue: errno).description }
    rmdir(path)
    return nil
  }

  @LoopActor
  private static func colours(_ environment: [String: String]) -> String {
    if environment["NO_COLOR"] != nil { return "none: NO_COLOR is set" }
    return switch Terminal.colours(environment: environment) {
    case nil: "not known: the terminal is not"
    case 0?: "none: the terminal has none"
    case let count?: "\(count)"
    }
  }
}
