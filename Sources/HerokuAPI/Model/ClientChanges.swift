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
