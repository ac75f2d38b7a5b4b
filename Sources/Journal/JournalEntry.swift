public import FoundationEssentials
public import HerokuAPI

/// A change in the journal: what, where, whose, by what, and what came of it.
///
/// What was changed is a ``HerokuAPI/ChangeRecord``, so that no entry can hold a secret.
public struct JournalEntry: Hashable, Sendable, Identifiable {
  /// What the change was made with.
  public enum Origin: String, Hashable, Sendable {
    /// The full-screen browser.
    case browser
    /// A command.
    case command
  }

  /// The change's own, the same in every line about it.
  public let id: UUID
  /// When it was about to leave, to the millisecond.
  public let date: Date
  /// The server, as people know it.
  public let host: String
  /// Whose clients these are; nil where the API did not say.
  public let account: String?
  /// What it was made with.
  public let origin: Origin
  /// One run of the program.
  public let run: UUID
  /// Which of the run's batches it belongs to: many changes that were made as one; nil where it was made by itself.
  public let batch: Int?
  /// What is done.
  public let change: ChangeRecord
  /// How it ended; nil where the end is in no line: the program may have been killed meanwhile.
  public let ending: ChangeNote.Ending?
  /// The `Request-Id` of the answer, if one came.
  public let requestID: String?

  /// Puts an entry together.
  public init(
    id: UUID,
    date: Date,
    host: String,
    account: String?,
    origin: Origin,
    run: UUID,
    batch: Int? = nil,
    change: ChangeRecord,
    ending: ChangeNote.Ending?,
    requestID: String? = nil
  ) {
    self.id = id
    self.date = Date(timeIntervalSince1970: (date.timeIntervalSince1970 * 1000).rounded() / 1000)
    self.host = host
    self.account = account
    self.origin = origin
    self.run = run
    self.batch = batch
    self.change = change
    self.ending = ending
    // What a server sends in this field is not ours to keep, unless it is an id.
    self.requestID = requestID.flatMap { $0.isRequestID ? $0 : nil }
  }

  /// Keeps a note of a change.
  ///
  /// - Parameters:
  ///   - date: when the change was about to leave.
  ///   - host: the server, as people know it.
  ///   - origin: what the change was made with.
  ///   - run: the run of the program.
  public init(_ note: ChangeNote, at date: Date, on host: String, from origin: Origin, run: UUID) {
    self.init(
      id: note.id,
      date: date,
      host: host,
      account: note.account?.email,
      origin: origin,
      run: run,
      batch: note.batch,
      change: note.change,
      ending: note.ending,
      requestID: note.requestID
    )
  }

  /// Whether it was done, as far as the journal tells.
  public var outcome: ChangeNote.Ending { ending ?? .unknown }

  /// What takes it back.
  public var inverse: Inverse {
    if case .failed = outcome { return .none(.notDone) }
    return change.inverse
  }
}

extension String {
  /// Whether it is a list of ids as the API gives its requests: letters, digits and hyphens, behind commas.
  fileprivate var isRequestID: Bool {
    !isEmpty && utf8.count <= 200
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: ","):
          true
        default: false
        }
      }
  }
}
