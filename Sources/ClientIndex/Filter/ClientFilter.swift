/// What clients are to be shown: the filter that somebody types, read.
///
/// ```swift
/// let filter = try ClientFilter("staging !host:*.example.com updated:<30d")
/// index.filter(by: filter, at: now)
/// ```
///
/// Its grammar is that of the browser's filter line and of every option and argument that takes a filter:
///
/// * `staging dash`: all words, in name, id, or the redirect URI behind `https://`; a word with a colon is looked for in
///   the whole redirect URI. Case and the accents of Latin letters do not count.
/// * `"staging dash"`: a phrase; within quotes `\"` is a quote and `\\` a backslash.
/// * `!word`: not this; before anything else too.
/// * `~stgdsh`: these letters, in this order, in name or host.
/// * `name:`, `uri:`, `host:`, `path:`, `id:` and a text: in this part alone; a host with `*` is matched whole.
/// * `scheme:http`: just this scheme.
/// * `app:billing`: used by an app whose name has this, as far as somebody has looked.
/// * `updated:<30d`, `created:>2024-01-01`: by age, or by date in UTC.
///
/// A word with a prefix that is none of these is a word like any other, so that an address can be pasted.
public struct ClientFilter: Hashable, Sendable {
  /// What all clients that are shown have in common; none shows all.
  var terms: [Term]

  /// A condition, or its opposite.
  struct Term: Hashable, Sendable {
    var isNegated = false
    var condition: Condition
  }

  /// What a client has to be like.
  enum Condition: Hashable, Sendable {
    /// It has a text anywhere.
    case text(String)
    /// It has letters in this order in name or host.
    case fuzzy(String)
    /// It has a text in one part.
    case part(Part, String)
    /// Its redirect URI has just this scheme.
    case scheme(String)
    /// It is used by an app whose name has a text.
    case app(String)
    /// It was created or changed when this says.
    case date(DateCondition)
    /// Something else is known of it.
    case state(State)
  }

  /// A part of a client that a text can be looked for in.
  enum Part: String, CaseIterable, Hashable, Sendable {
    case name, uri, host, path, id
  }

  /// What can be known of a client besides its attributes.
  enum State: String, CaseIterable, Hashable, Sendable {
    case marked, note, warning, error, duplicate, stale, nowhere
  }

  /// Shows all clients.
  public static let all = ClientFilter(terms: [])

  /// Whether it shows all clients.
  public var isEmpty: Bool { terms.isEmpty }

  /// Whether it asks for marks, which only the browser has.
  public var asksForMarks: Bool { terms.contains { $0.condition == .state(.marked) } }

  /// Whether it asks where clients are used, which only the browser knows, once it has looked.
  public var asksForUses: Bool {
    terms.contains { term in
      switch term.condition {
      case .app, .state(.stale), .state(.nowhere): true
      default: false
      }
    }
  }
}

extension ClientFilter {
  /// Why a text is no filter, and where.
  public struct Mistake: Error, Hashable, Sendable {
    /// Where it is in the text; not empty.
    public let range: Range<String.Index>
    /// A sentence that says what is wrong, and what would be right.
    public let reason: String
    /// Whether the text only ends too early, so that it may become a filter as it is typed on.
    public let isUnfinished: Bool
  }
}
