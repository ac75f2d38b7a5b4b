import FoundationEssentials

/// What is looked at of an app's config vars: whether two of them are as they were sent.
///
/// The answer holds every variable of the app, other people's passwords among them. Nothing else of it is decoded, and
/// nothing at all is kept.
struct ConfigVarsPayload: DecodableWithConfiguration {
  /// The variables that were sent.
  struct Sent {
    var values: [String: Secret]
  }

  let holdsWhatWasSent: Bool

  init(from decoder: any Decoder, configuration sent: Sent) throws {
    let container = try decoder.container(keyedBy: VariableName.self)
    holdsWhatWasSent = try sent.values.allSatisfy { name, value in
      try container.decodeIfPresent(String.self, forKey: VariableName(stringValue: name)) == value.reveal()
    }
  }
}

/// The name of a config var, as a key of the answer that has them all.
struct VariableName: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
