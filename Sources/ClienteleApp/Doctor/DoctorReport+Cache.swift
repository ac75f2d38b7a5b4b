import ClientBrowser
import Credentials
import FoundationEssentials

extension DoctorReport {
  /// Adds where the browser keeps the lists that it opens with, and how much of them there is.
  mutating func addCache(_ folder: CacheFolder?) {
    guard let folder else {
      return add("cache", "none: neither XDG_CACHE_HOME nor HOME is an absolute path", .warning)
    }
    switch folder.contents() {
    case .missing: add("cache", "\(folder.path), nothing kept yet")
    case .unusable: add("cache", "\(folder.path) is no directory of yours: nothing is kept", .warning)
    case .lists(let count, let bytes, let newest):
      let lists = "\(count) \(count == 1 ? "list" : "lists"), \((bytes + 1023) / 1024) KiB"
      let age = newest.map { ", the newest of \(LocalTime.system.text(of: $0))" } ?? ""
      add("cache", "\(folder.path), \(lists)\(age)")
    }
  }
}
