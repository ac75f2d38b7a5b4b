/// A search under way: which app to look into next, and what has come of the others.
///
/// Pure, as ``BulkRun`` is.
struct WhereaboutsSearch {
  /// What is to be asked now.
  enum Step: Sendable {
    case read(HerokuApp)
    /// How many requests are left, after a wait.
    case askRemainingRequests(after: Duration)
  }

  /// What came.
  enum Answer: Sendable {
    case read(HerokuApp, [Sighting], remaining: Int?)
    case failed(HerokuApp, APIError)
    /// The rate limit met it: it is asked again.
    case exhausted(HerokuApp, wait: Duration?)
    case remaining(Result<Int, APIError>)
  }

  /// What ends the search before its end.
  private(set) var error: APIError?
  private var waiting: [HerokuApp]
  private var underWay = 0
  private let width: Int
  private var budget: RequestBudget
  private var found = Whereabouts()

  init(_ apps: [HerokuApp], width: Int, budget: RequestBudget) {
    // The last one is taken first.
    waiting = apps.reversed()
    self.width = max(1, width)
    self.budget = budget
  }

  /// How many apps have come to their end.
  var doneCount: Int { found.appsRead + found.unseen.count }

  /// What is to be asked now, which counts as asked.
  mutating func steps() -> [Step] {
    var steps: [Step] = []
    while underWay < width, let app = waiting.last, budget.grant(1) {
      waiting.removeLast()
      underWay += 1
      steps.append(.read(app))
    }
    if !waiting.isEmpty, let delay = budget.question() { steps.append(.askRemainingRequests(after: delay)) }
    return steps
  }

  /// Takes an answer in.
  mutating func take(_ answer: Answer) {
    if case .remaining = answer {} else { underWay -= 1 }
    switch answer {
    case .read(_, let sightings, let remaining):
      found.appsRead += 1
      found.sightings += sightings
      if let remaining { budget.note(remaining) }
    case .exhausted(let app, let wait):
      waiting.append(app)
      budget.exhaust(for: wait)
    case .failed(let app, let error) where error.isOfOneApp:
      found.unseen.append(.init(app: app, error: error))
    case .failed(_, let error):
      self.error = self.error ?? error
    case .remaining(.failure(.cancelled)):
      error = error ?? .cancelled
    case .remaining(let count):
      // A server that does not tell is asked for more until it refuses.
      budget.told(try? count.get(), underWay: underWay)
    }
  }

  /// What was found.
  func result() throws(APIError) -> Whereabouts {
    if let error { throw error }
    var found = found
    found.sightings.sort { ($0.app.name, $0.client) < ($1.app.name, $1.client) }
    found.unseen.sort { $0.app.name < $1.app.name }
    return found
  }
}

extension APIError {
  /// Whether it says something about one app, or one team, so that others may still be looked into.
  var isOfOneApp: Bool {
    switch self {
    case .notFound, .unreadable: true
    case .refused(let refusal): refusal.status != 401 && !Self.aboutSecondFactor.contains(refusal.id)
    case .unreachable(let failure): failure.mayHaveBeenSent
    case .conflict, .changedSinceShown, .configVarsChanged, .outcomeUnknown, .cancelled, .readOnly: false
    }
  }

  private static let aboutSecondFactor = ["two_factor", "invalid_two_factor_code", "suspended"]
}
