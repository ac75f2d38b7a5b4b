/// The columns of the list for a given width.
struct ListColumns {
  /// The column of the sign before the name.
  static let mark = 0
  /// Where the name begins.
  static let name = 1

  /// How wide the name is.
  let nameWidth: Int
  /// Where the redirect URI begins.
  let redirectURI: Int
  /// How wide the redirect URI is.
  let redirectURIWidth: Int
  /// Where the age begins; nil where there is no room for it.
  let age: Int?
  /// How wide an age is, right-aligned.
  static let ageWidth = 7

  init(width: Int) {
    let gap = 2
    let showsAge = width >= 46
    let ageRoom = showsAge ? gap + Self.ageWidth : 0
    let room = width - Self.name - gap - ageRoom - 1
    // The name tells clients apart: of little room it gets half, of much two fifths.
    nameWidth = min(40, max(room * 2 / 5, min(24, room / 2)))
    redirectURI = Self.name + nameWidth + gap
    redirectURIWidth = room - nameWidth
    age = showsAge ? redirectURI + redirectURIWidth + gap : nil
  }
}
