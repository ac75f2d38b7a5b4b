public import FoundationEssentials

/// What is told of a change to whoever keeps a history: first that it is about to leave, then what came of it.
public struct ChangeNote: Hashable, Sendable {
  /// How a change has ended.
  public enum Ending: Hashable, Sendable {
    /// It was done.
    case done
    /// It was not done: refused with this status of HTTP, or without an answer (nil).
    case failed(status: Int?)
    /// It may have been done or not.
    case unknown
  }

  /// The change's own, the same in both notes.
  public let id: UUID
  /// Whose clients these are; nil where the API did not say.
  public let account: Account?
  /// What is done.
  public let change: ChangeRecord
  /// Which of the program's runs of many changes it belongs to; nil where it was made by itself.
  public let batch: Int?
  /// What came of it; nil while it is about to leave.
  public let ending: Ending?
  /// The `Request-Id` of the answer, if one came.
  public let requestID: String?

  /// Puts a note together.
  public init(
    id: UUID,
    account: Account?,
    change: ChangeRecord,
    batch: Int? = nil,
    ending: Ending? = nil,
    requestID: String? = nil
  ) {
    self.id = id
    self.account = account
    self.change = change
    self.batch = batch
    self.ending = ending
    self.requestID = requestID
  }
}

/// Takes notes of changes, one after the other; the change waits until a note is taken, and never fails for it.
public typealias ChangeRecorder = @Sendable (ChangeNote) async -> Void

extension ChangeNote.Ending {
  /// How a change has ended that has failed.
  init(_ error: APIError) {
    self = error.mayHaveBeenDone ? .unknown : .failed(status: error.status)
  }
}

extension APIError {
  /// The status of the answer; nil where none came that has one.
  fileprivate var status: Int? {
    switch self {
    case .refused(let refusal): refusal.status
    case .unreadable(let answer): answer.status
    case .notFound: 404
    case .conflict, .changedSinceShown, .configVarsChanged, .unreachable, .outcomeUnknown, .cancelled,
      .readOnly:
      nil
    }
  }
}

/// The notes about one change.
///
/// The first is taken just before the change leaves, so that what never left is in no history.
actor ChangeNotes {
  private let id = UUID()
  private let change: Change
  private let batch: Int?
  private let recorder: ChangeRecorder
  private var account: Account?
  private var hasBegun = false
  private var requestID: String?

  init(_ change: Change, batch: Int?, _ recorder: @escaping ChangeRecorder) {
    self.change = change
    self.batch = batch
    self.recorder = recorder
  }

  /// Notes that the change is about to leave; once, however often it is sent.
  func begin(_ whose: @Sendable () async -> Account?) async {
    guard !hasBegun else { return }
    hasBegun = true
    account = await whose()
    await recorder(ChangeNote(id: id, account: account, change: ChangeRecord(change), batch: batch))
  }

  /// Keeps the id of an answer.
  func answered(_ requestID: String?) {
    self.requestID = requestID ?? self.requestID
  }

  /// Notes what came of a change that has left.
  func end(_ result: Result<ChangeOutcome, APIError>) async {
    guard hasBegun else { return }
    let note: (ChangeRecord, ChangeNote.Ending, String?) =
      switch result {
      case .success(let outcome): (ChangeRecord(change, outcome), .done, requestID)
      case .failure(let error): (ChangeRecord(change), .init(error), error.requestID ?? requestID)
      }
    await recorder(
      ChangeNote(id: id, account: account, change: note.0, batch: batch, ending: note.1, requestID: note.2)
    )
  }
}
