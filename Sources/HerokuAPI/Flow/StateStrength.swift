/// Whether a `state` keeps others from making a person sign in as them.
///
/// Source: RFC 6749 10.10 wants a chance of guessing under 2^-128; what has so few characters that it cannot have that is
/// certainly too weak.
enum StateStrength {
  /// What there is to say about a state, which is never repeated.
  static func findings(about state: String?) -> [FlowFinding] {
    guard let state, !state.isEmpty else {
      return [
        FlowFinding(
          .noState,
          state == nil ? "It has no state" : "Its state is empty",
          advice: """
            Anybody can send a person to the app with a code of their own. Make a new random text for each sign-in, keep it in \
            the person’s session, and compare it.
            """
        )
      ]
    }
    guard let weakness = weakness(of: state) else { return [] }
    return [
      FlowFinding(
        .weakState,
        "The state \(weakness)",
        advice: "Make 16 or more random bytes for each sign-in."
      )
    ]
  }

  private static func weakness(of state: String) -> String? {
    let scalars = Array(state.unicodeScalars)
    if scalars.count < 16 {
      return "has \(scalars.count) character\(scalars.count == 1 ? "" : "s"), which can be guessed"
    }
    if let first = scalars.first, "<{[$:".unicodeScalars.contains(first) { return "waits to be filled in" }
    if scalars.allSatisfy(\.isASCIIDigit), scalars.count < 39 {
      return "is a number of \(scalars.count) digits"
    }
    let different = Set(scalars).count
    if different < 6 { return "has \(different) different character\(different == 1 ? "" : "s")" }
    // A word or an address is the same for everybody.
    let isSame = ["state", "random", "secret", "string", "http", "test", "csrf"].contains {
      state.lowercased().contains($0)
    }
    return isSame && !scalars.contains(where: \.isASCIIDigit) ? "looks like words, the same each time" : nil
  }
}
