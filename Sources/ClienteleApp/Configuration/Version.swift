/// The program's version.
enum Version {
  static let current = "0.1.0"
  /// How the program names itself to the API.
  static let userAgent = "clientele/\(current)"
}
