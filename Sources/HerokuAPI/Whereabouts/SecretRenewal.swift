import FoundationEssentials

/// A client's secret as it is now, for the config vars of one app that still hold what was seen there.
public struct SecretRenewal: Hashable, Sendable {
  /// The app, which restarts.
  public let app: HerokuApp
  /// Whose secret it is.
  public let client: ClientID
  /// The names of the vars, in their order.
  public var names: [String] { variables.map(\.name) }

  let secret: Secret
  let variables: [Variable]

  /// A var that is written over only as long as it is as it was seen.
  struct Variable: Hashable, Sendable {
    let name: String
    /// The var with the client's id that it stands beside, where there is one.
    let idName: String?
    let mark: ValueMark?
  }
}

/// What came of a secret that was to be set in config vars of an app.
public struct RenewedSecret: Hashable, Sendable {
  /// The app.
  public let app: HerokuApp
  /// The vars that were set; empty where nothing was sent.
  public var set: [String]
  /// The vars that had the secret already.
  public var current: [String]
  /// The vars that somebody else has changed meanwhile, which stay as they are.
  public var leftAlone: [String]
  /// The vars that are as they were, beside an id that somebody else has changed meanwhile: the secret is not set, and has to
  /// be by hand if the app is still to have it.
  public var besideOtherIDs: [VariablePair]

  /// Puts together what came of it.
  public init(
    app: HerokuApp,
    set: [String] = [],
    current: [String] = [],
    leftAlone: [String] = [],
    besideOtherIDs: [VariablePair] = []
  ) {
    self.app = app
    self.set = set
    self.current = current
    self.leftAlone = leftAlone
    self.besideOtherIDs = besideOtherIDs
  }
}

/// The config vars of an app, for as long as they are compared with what is to be written: what is decoded is names.
struct RenewalComparison: DecodableWithConfiguration {
  /// The vars that are as they were seen.
  private(set) var unchanged: [String] = []
  /// The vars that have the secret already.
  private(set) var current: [String] = []
  /// The vars that are neither.
  private(set) var changed: [String] = []
  /// The vars that are as they were seen, beside one that is not the client's id any more.
  private(set) var besideOtherIDs: [VariablePair] = []

  init(from decoder: any Decoder, configuration renewal: SecretRenewal) throws {
    let container = try decoder.container(keyedBy: VariableName.self)
    func read(_ name: String) -> String? {
      try? container.decodeIfPresent(String.self, forKey: VariableName(stringValue: name))
    }
    for variable in renewal.variables {
      let value = read(variable.name)
      if value?.isVerbatim(renewal.secret.reveal()) == true {
        current.append(variable.name)
      } else if let value, ValueMark(value) == variable.mark {
        if let idName = variable.idName,
          read(idName).map({ UUIDScan.isSame($0, renewal.client.text) }) != true
        {
          besideOtherIDs.append(VariablePair(idName: idName, secretName: variable.name))
        } else {
          unchanged.append(variable.name)
        }
      } else {
        changed.append(variable.name)
      }
    }
  }
}

extension HerokuClient {
  /// Sets the secret in those vars of an app that are as they were seen, in one request; the app restarts.
  ///
  /// The vars are read before. One that has the secret already is left, and one that somebody else has changed stays.
  /// Where no answer tells what came of it, they are read once more: carried out again, it does no harm.
  ///
  /// - Throws: ``APIError/configVarsChanged(names:besideOtherIDs:)`` where somebody else has changed all that were left to set.
  func renewSecret(_ renewal: SecretRenewal) async throws(APIError) -> RenewedSecret {
    let before: RenewalComparison = try await comparison(with: renewal, in: renewal.app)
    var renewed = RenewedSecret(app: renewal.app, current: before.current, leftAlone: before.changed)
    renewed.besideOtherIDs = before.besideOtherIDs
    guard !before.unchanged.isEmpty else {
      guard before.changed.isEmpty, before.besideOtherIDs.isEmpty else {
        throw .configVarsChanged(names: before.changed, besideOtherIDs: before.besideOtherIDs)
      }
      return renewed
    }
    let values = before.unchanged.map { ($0, renewal.secret) }
    renewed.set = before.unchanged
    let wanted = Set(before.unchanged)
    try await setVariables(Dictionary(values) { first, _ in first }, of: renewal.app) { () throws(APIError) in
      let after: RenewalComparison = try await comparison(with: renewal, in: renewal.app)
      return wanted.isSubset(of: after.current) ? true : wanted.isSubset(of: after.unchanged) ? false : nil
    }
    return renewed
  }
}
