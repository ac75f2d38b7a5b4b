import FoundationEssentials
import HerokuAPI
import Journal
import Synchronization

/// Keeps what is changed in this run of the program: in the journal, or for this run alone.
///
/// Whatever goes wrong with the journal, no change waits for it or fails: it is said, once.
final class ChangeJournal: Sendable {
  /// Where changes are noted.
  enum Place: Hashable {
    /// In a file, for this run and all that come.
    case file(JournalFile)
    /// In memory: a sandbox in this process keeps nothing, nor does anybody who does not want to.
    case memory
  }

  private struct State {
    /// When each change that is under way has begun.
    var begun: [UUID: Date] = [:]
    /// What is kept in memory, by the change and in order.
    var entries: [JournalEntry] = []
    /// What is to be said about the journal, and has not been said yet.
    var complaint: String?
    var hasComplained = false
  }

  private let place: Place
  private let host: String
  private let origin: JournalEntry.Origin
  private let run = UUID()
  private let state = Mutex(State())
  private let now: @Sendable () -> Date

  /// - Parameters:
  ///   - host: the server, as people know it.
  ///   - origin: what changes are made with.
  init(
    _ place: Place,
    host: String,
    origin: JournalEntry.Origin,
    now: @escaping @Sendable () -> Date = { .now }
  ) {
    self.place = place
    self.host = host
    self.origin = origin
    self.now = now
  }

  /// Notes something about a change.
  @concurrent
  func take(_ note: ChangeNote) async {
    let now = now()
    let date = state.withLock { state in
      defer { state.begun[note.id] = note.ending == nil ? now : nil }
      return state.begun[note.id] ?? now
    }
    keep(JournalEntry(note, at: date, on: host, from: origin, run: run))
  }

  private func keep(_ entry: JournalEntry) {
    switch place {
    case .memory:
      state.withLock { state in
        state.entries.removeAll { $0.id == entry.id }
        state.entries.append(entry)
      }
    case .file(let file):
      do throws(JournalProblem) {
        if try file.append(entry) {
          complain("Others could read the history in \(file.path) until now; they no longer can.")
        }
      } catch {
        complain(
          "The history \(error.path) could not be written: \(error.reason). Changes are made all the same."
        )
      }
    }
  }

  private func complain(_ text: String) {
    state.withLock { state in
      guard !state.hasComplained else { return }
      state.hasComplained = true
      state.complaint = text
    }
  }

  /// What is to be said about the journal, once.
  func takeComplaint() -> String? {
    state.withLock { $0.complaint.take() }
  }

  /// What is read at every start is no more than this, in bytes: some 150 changes, in a hundredth of a second.
  static let latest = 256 << 10

  /// What was changed on this server, of this account if that is known.
  ///
  /// - Parameter latest: how many bytes of the end of the file are read.
  @concurrent
  func history(of account: String?, latest: Int = .max) async -> History {
    switch place {
    case .memory:
      return History(state.withLock { $0.entries.reversed() }).narrowed(to: host, account: account)
    case .file(let file):
      do throws(JournalProblem) {
        return try file.history(latest: latest).narrowed(to: host, account: account)
      } catch {
        return History(problem: "The history \(error.path) could not be read: \(error.reason).")
      }
    }
  }
}
