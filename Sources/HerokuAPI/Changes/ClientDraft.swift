/// What a new client is made of.
///
/// The texts are sent verbatim.
public struct ClientDraft: Hashable, Sendable {
  /// The name shown on the consent page.
  public var name: String
  /// The redirect URI.
  public var redirectURI: String

  /// Makes a draft of the two attributes that creating a client requires.
  public init(name: String, redirectURI: String) {
    self.name = name
    self.redirectURI = redirectURI
  }
}

/// The fields of a client that an update sets.
///
/// A field that is absent is not sent; the texts are sent verbatim.
public struct ClientChanges: Hashable, Sendable {
  private var values: [ClientField: String]

  /// Makes a set of changes; an empty one changes nothing.
  public init(_ values: [ClientField: String] = [:]) {
    self.values = values
  }

  /// The new value of a field, or nil where the field stays as it is.
  public subscript(field: ClientField) -> String? {
    get { values[field] }
    set { values[field] = newValue }
  }

  /// The fields that change, in the order in which people see them.
  public var fields: [ClientField] { ClientField.allCases.filter { values[$0] != nil } }

  /// Whether nothing changes.
  public var isEmpty: Bool { values.isEmpty }
}
