/// The names of two config vars that are a client's id and its secret: `ID_VAR:SECRET_VAR`.
public struct VariablePair: Hashable, Sendable {
  /// The var with the id.
  public let idName: String
  /// The var with the secret.
  public let secretName: String

  /// Reads `ID_VAR:SECRET_VAR`; nil where it is none.
  public init?(parsing text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), parts[0] != parts[1] else { return nil }
    idName = parts[0]
    secretName = parts[1]
  }

  /// Puts two names together.
  public init(idName: String, secretName: String) {
    self.idName = idName
    self.secretName = secretName
  }

  /// The pair that a var with an id has by its name, where that ends with `_ID`: the same with `_SECRET`.
  init?(ofID name: String) {
    guard name.hasSuffix("_ID"), name.utf8.count > 3 else { return nil }
    idName = name
    secretName = name.dropLast(2) + "SECRET"
  }

  /// The pair as it is read: `ID_VAR:SECRET_VAR`.
  public var text: String { "\(idName):\(secretName)" }
}
