/// Numbers in words for people.
enum Counted {
  /// A number with its thousands apart: `1,000`.
  static func number(_ number: Int) -> String {
    var digits = String(abs(number))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits, at: 0)
    return (number < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  /// A number of changes: `1 change`, `2,000 changes`.
  static func changes(_ count: Int) -> String {
    "\(number(count)) change\(count == 1 ? "" : "s")"
  }

  /// A number of clients: `1 client`, `2,000 clients`.
  static func clients(_ count: Int) -> String {
    "\(number(count)) client\(count == 1 ? "" : "s")"
  }
}
