import FoundationEssentials

/// A client's id and secret that take the place of another's in config vars of an app: in all of them, or in none.
public struct PairMove: Hashable, Sendable {
  /// The app, which restarts.
  public let app: HerokuApp
  /// The client that the app has.
  public let from: ClientID
  /// The client that it gets.
  public let to: ClientID
  /// The names of the vars, in their order.
  public var names: [String] { variables.map(\.name) }

  let secret: Secret
  let variables: [Variable]

  /// A var that is written over only as long as it is as it was seen.
  struct Variable: Hashable, Sendable {
    let name: String
    /// What the secret in it is known again by; nil for a var with the id.
    let mark: ValueMark?
  }

  /// What moves the pair back, as long as nobody else changes it.
  ///
  /// - Parameter secret: the secret of the client that the app had.
  public func reversed(setting secret: Secret) -> PairMove {
    let mark = ValueMark(self.secret.reveal())
    return PairMove(
      app: app,
      from: to,
      to: from,
      secret: secret,
      variables: variables.map { Variable(name: $0.name, mark: $0.mark == nil ? nil : mark) }
    )
  }
}

/// The config vars of an app, for as long as they are compared with a move: what is decoded is names.
struct PairComparison: DecodableWithConfiguration {
  /// The vars that are not as they were seen.
  private(set) var changed: [String] = []
  /// Whether all of them have what the move would set.
  private(set) var isMoved = true

  init(from decoder: any Decoder, configuration move: PairMove) throws {
    let container = try decoder.container(keyedBy: VariableName.self)
    for variable in move.variables {
      let value = try? container.decodeIfPresent(
        String.self,
        forKey: VariableName(stringValue: variable.name)
      )
      let wanted = variable.mark == nil ? move.to.text : move.secret.reveal()
      if value?.isVerbatim(wanted) != true { isMoved = false }
      let isAsSeen =
        if let mark = variable.mark {
          value.map { ValueMark($0) == mark } ?? false
        } else {
          value.map { UUIDScan.isSame($0, move.from.text) } ?? false
        }
      if !isAsSeen { changed.append(variable.name) }
    }
  }
}

extension HerokuClient {
  /// Sets another client's id and secret in the vars of an app, in one request, if all of them are as they were seen; the app
  /// restarts.
  ///
  /// Half a pair is never moved: where somebody else has changed one of the vars, all of them stay. Where no answer tells what
  /// came of it, they are read once more: carried out again, it does no harm.
  ///
  /// - Throws: ``APIError/configVarsChanged(names:besideOtherIDs:)`` where somebody else has changed something of it.
  func movePair(_ move: PairMove) async throws(APIError) -> RenewedSecret {
    let before: PairComparison = try await comparison(with: move, in: move.app)
    guard before.changed.isEmpty else {
      guard before.isMoved else { throw .configVarsChanged(names: before.changed) }
      return RenewedSecret(app: move.app, current: move.names)
    }
    var values: [String: Secret] = [:]
    for variable in move.variables {
      values[variable.name] = variable.mark == nil ? Secret(move.to.text) : move.secret
    }
    try await setVariables(values, of: move.app) { () throws(APIError) in
      let after: PairComparison = try await comparison(with: move, in: move.app)
      return after.isMoved ? true : after.changed.isEmpty ? false : nil
    }
    return RenewedSecret(app: move.app, set: move.names)
  }
}
