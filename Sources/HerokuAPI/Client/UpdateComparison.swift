/// What is left of an update once the client was read again.
struct UpdateComparison: Hashable, Sendable {
  /// The fields that still have to be sent.
  var remaining = ClientChanges()
  /// The fields that somebody else changed and that this update leaves alone.
  var mergedFields: [ClientField] = []

  /// Compares, field by field, what was shown, what is there and what is wanted.
  ///
  /// - Throws: ``APIError/conflict(current:fields:)`` where somebody else changed a field to another value than
  ///   the wanted one.
  init(of changes: ClientChanges, shown: OAuthClient, current: OAuthClient) throws(APIError) {
    var conflicts: [ClientField] = []
    for field in ClientField.allCases {
      let isUntouched = current[field].isVerbatim(shown[field])
      if let wanted = changes[field] {
        if current[field].isVerbatim(wanted) { continue }
        if isUntouched { remaining[field] = wanted } else { conflicts.append(field) }
      } else if !isUntouched {
        mergedFields.append(field)
      }
    }
    guard conflicts.isEmpty else { throw .conflict(current: current, fields: conflicts) }
  }
}

extension OAuthClient {
  /// Whether nothing about the client has changed: neither what people can set nor when it was last changed.
  func isAsShown(_ shown: OAuthClient) -> Bool {
    ClientField.allCases.allSatisfy { self[$0].isVerbatim(shown[$0]) } && updatedAt == shown.updatedAt
  }
}

extension String {
  /// Whether two texts are the same bytes.
  ///
  /// `==` takes texts for equal that differ in their composition, but the API compares redirect URIs byte by byte.
  func isVerbatim(_ other: String) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}
