/// What a list may be ordered by.
enum ListAttribute: String, CaseIterable, Sendable {
  case id
  case name
  case updatedAt = "updated_at"
}
