/// The program's version.
enum Version {
  static let current = "0.1.0"
  /// The version of Swift that it was built with.
  static var compiler: String {
    #if compiler(>=6.5)
      "Swift 6.5 or later"
    #elseif compiler(>=6.4)
      "Swift 6.4"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift 6.2"
    #endif
  }
  /// How the program names itself to the API.
  static let userAgent = "clientele/\(current)"
}
