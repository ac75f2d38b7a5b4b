/// What a request says about a client: the members that may be set, whatever else it says.
struct ClientFields: Sendable {
  private(set) var name: String?
  private(set) var redirectURI: String?

  /// Reads a body; none at all says nothing.
  init(body: [UInt8]) throws(Problem) {
    guard !body.isEmpty else { return }
    guard case .object(let members) = JSONValue(parsing: body) else { throw .malformedBody }
    name = try Self.text("name", in: members)
    redirectURI = try Self.text("redirect_uri", in: members)
    if let redirectURI, !RedirectURIRule.admits(redirectURI) {
      throw .invalidParameters("redirect_uri is not a valid URI")
    }
  }

  /// Both fields, which a new client must have.
  func complete() throws(Problem) -> (name: String, redirectURI: String) {
    guard let name, let redirectURI else {
      let missing = [name == nil ? "name" : nil, redirectURI == nil ? "redirect_uri" : nil]
        .compactMap(\.self)
      throw .invalidParameters("Require params: \(missing.joined(separator: ", ")).")
    }
    return (name, redirectURI)
  }

  private static func text(_ member: String, in members: [String: JSONValue]) throws(Problem)
    -> String?
  {
    switch members[member] {
    case nil: return nil
    case .string(""): throw .invalidParameters("\(member) can't be blank")
    case .string(let text): return text
    case .null, .object, .other: throw .invalidParameters("\(member) must be a string")
    }
  }
}
