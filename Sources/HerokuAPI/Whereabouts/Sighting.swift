/// A client in the config vars of an app: names alone, and nothing of any value.
public struct Sighting: Hashable, Sendable {
  /// The app.
  public let app: HerokuApp
  /// The client.
  public let client: ClientID
  /// The vars, in the order of their names.
  public let variables: [Variable]

  /// A config var and what of the client is in it.
  public struct Variable: Hashable, Sendable {
    /// The var's name.
    public let name: String
    /// What of the client is in it.
    public let content: Content
    /// The var with the id that it stands beside, for a secret alone; nil where there is none.
    public let idName: String?

    /// What the value is known again by, where it is a secret alone and nothing else.
    let mark: ValueMark?

    init(name: String, content: Content, idName: String? = nil, mark: ValueMark? = nil) {
      self.name = name
      self.content = content
      self.idName = idName
      self.mark = mark
    }
  }

  /// What of a client is in a var.
  public enum Content: String, Hashable, Sendable, CaseIterable {
    /// The value is the client's id.
    case id = "id"
    /// The value is the secret that the client has now.
    case currentSecret = "current secret"
    /// The var is paired with one that is the id, and its value has the form of a secret, but is not the client's.
    case staleSecret = "stale secret"
    /// The same of a var that stands near one that is the id, and is not paired with it.
    case perhapsStaleSecret = "perhaps a stale secret"
    /// The value merely contains the id: a URL, JSON, base64.
    case containsID = "contains the id"
    /// The value merely contains the secret that the client has now, with its id or without.
    case containsCurrentSecret = "contains the current secret"
    /// The value merely contained the secret that the client had before it was rotated here.
    case containsStaleSecret = "contains a stale secret"
    /// The value merely contains the id, and something with the form of a secret that is no other client's.
    case containsPerhapsStaleSecret = "perhaps contains a stale secret"
  }

  /// The same after the client has got a new secret, which nobody has set here: what was current is stale.
  public var afterRotation: Sighting {
    with { variable in
      switch variable.content {
      case .currentSecret: (.staleSecret, variable.mark)
      case .containsCurrentSecret: (.containsStaleSecret, variable.mark)
      default: (variable.content, variable.mark)
      }
    }
  }

  /// The same after a secret was set in some of the vars.
  public func after(_ renewal: SecretRenewal, _ renewed: RenewedSecret) -> Sighting {
    let names = Set(renewed.set + renewed.current)
    return with { variable in
      names.contains(variable.name)
        ? (.currentSecret, ValueMark(renewal.secret.reveal())) : (variable.content, variable.mark)
    }
  }

  private func with(_ state: (Variable) -> (Content, ValueMark?)) -> Sighting {
    Sighting(
      app: app,
      client: client,
      variables: variables.map { variable in
        let (content, mark) = state(variable)
        return Variable(name: variable.name, content: content, idName: variable.idName, mark: mark)
      }
    )
  }

  /// What a sighting comes to: the worst of its vars.
  public enum State: String, Hashable, Sendable, CaseIterable {
    /// A var holds a secret that is not the client's any more.
    case stale = "stale"
    /// A var may hold one.
    case perhapsStale = "perhaps stale"
    /// The client's secret is there.
    case current = "current"
    /// Its id is there, and no secret that could be compared.
    case idOnly = "id only"
  }

  /// What it comes to.
  public var state: State {
    let contents = Set(variables.map(\.content))
    if !contents.isDisjoint(with: [.staleSecret, .containsStaleSecret]) { return .stale }
    if !contents.isDisjoint(with: [.perhapsStaleSecret, .containsPerhapsStaleSecret]) {
      return .perhapsStale
    }
    if contents.contains(.currentSecret) || contents.contains(.containsCurrentSecret) { return .current }
    return .idOnly
  }
}
