import FoundationEssentials

/// A request body made from values, whatever is in them.
struct JSONBody {
  var text: String

  init(_ members: [String: String]) throws {
    text = String(decoding: try JSONEncoder().encode(members), as: UTF8.self)
  }
}
