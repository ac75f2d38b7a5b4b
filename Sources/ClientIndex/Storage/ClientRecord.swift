import FoundationEssentials
import HerokuAPI

/// What is known of a client besides its texts, and how long those are.
struct ClientRecord: Sendable {
  /// How long a text is, in bytes.
  struct Length: Hashable, Sendable {
    /// What stands for "as folded", since no text is that long: no answer may be.
    private static let none = UInt32.max

    private let folded32: UInt32
    private let verbatim32: UInt32

    /// - Parameter verbatim: nil where the text is the same as its folded form.
    init(folded: Int, verbatim: Int?) {
      folded32 = UInt32(clamping: folded)
      verbatim32 = verbatim.map { UInt32(clamping: $0) } ?? Self.none
    }

    /// The length of the folded text.
    var folded: Int { Int(folded32) }
    /// The length of the text as it came; nil where it is the same as its folded form.
    var verbatim: Int? { verbatim32 == Self.none ? nil : Int(verbatim32) }
  }

  /// Where the host of the redirect URI lies, in bytes from the start of that.
  struct Host: Sendable {
    /// What stands for "so far away that it must be looked for".
    private static let far = UInt16.max

    private let start: UInt16
    private let nameEnd: UInt16
    private let end: UInt16

    /// - Parameter uri: where the redirect URI begins that was cut.
    init(_ ranges: URIRanges, of uri: Int) {
      start = UInt16(clamping: ranges.host.lowerBound - uri)
      nameEnd = UInt16(clamping: ranges.hostName.upperBound - uri)
      end = UInt16(clamping: ranges.host.upperBound - uri)
    }

    /// The host without and with its port, of a redirect URI that begins somewhere; nil where it must be looked for.
    func ranges(of uri: Int) -> (name: Range<Int>, whole: Range<Int>)? {
      guard end != Self.far else { return nil }
      let start = uri + Int(start)
      return (start..<uri + Int(nameEnd), start..<uri + Int(end))
    }
  }

  /// Facts of a bit each.
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8

    /// The client was deleted, or has been replaced by a record behind this one.
    static let isDead = Flags(rawValue: 1)
    /// The client was put in by itself since, so that a page may be older.
    static let isOwn = Flags(rawValue: 2)
    /// It is known whether the client works on while its account is delinquent.
    static let saysDelinquent = Flags(rawValue: 4)
    /// The client works on while its account is delinquent.
    static let ignoresDelinquent = Flags(rawValue: 8)
    /// The person has marked the client.
    static let isMarked = Flags(rawValue: 16)
    /// The client was marked when all marks were taken away, and could be again.
    static let wasMarked = Flags(rawValue: 32)
    /// The client was looked for in apps, and is in none of those that could be looked into.
    static let isNowhere = Flags(rawValue: 64)
    /// An app holds a secret that is not the client's any more.
    static let isStale = Flags(rawValue: 128)
    /// What the person has said of the client.
    static let marks: Flags = [.isMarked, .wasMarked]
    /// What was found of the client in apps.
    static let uses: Flags = [.isNowhere, .isStale]
    /// What a newer record of the client keeps, since the API does not tell it.
    static let ours: Flags = [.marks, .uses]
    /// What the API says of the client; the rest is ours.
    static let attributes: Flags = [.saysDelinquent, .ignoresDelinquent]
  }

  var flags: Flags
  /// How bad the worst is that there is to say about the redirect URI.
  let severity: FindingSeverity?
  /// How many columns the name takes in a list.
  var nameWidth: UInt8 = 0
  /// How many columns the redirect URI takes in a list.
  var redirectURIWidth: UInt8 = 0
  /// How many bytes `https://` takes at the start of the redirect URI, which a plain word does not look at.
  let webScheme: UInt8
  /// Where its host lies.
  let host: Host
  /// The number of the load that brought the client last.
  var load: UInt32 = 0
  var name: Length
  var redirectURI: Length
  var id: Length
  /// Where the texts begin that are not the same as folded.
  var verbatim: Int
  /// Seconds since the reference date; not a number where there is no date.
  let created: Double
  let updated: Double

  /// Whether both say when they were last changed, and this one was before the other.
  func isOlder(than other: ClientRecord) -> Bool {
    updated < other.updated
  }
}

extension Double {
  /// A date as it is stored.
  init(storing date: Date?) {
    self = date?.timeIntervalSinceReferenceDate ?? .nan
  }

  /// The date that is stored here.
  var storedDate: Date? {
    isNaN ? nil : Date(timeIntervalSinceReferenceDate: self)
  }
}
