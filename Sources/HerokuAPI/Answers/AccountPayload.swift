/// An account as JSON.
struct AccountPayload: Decodable {
  var id: String
  var email: String
}
