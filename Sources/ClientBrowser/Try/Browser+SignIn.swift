import HerokuAPI

/// Signing in with a client as its app would.
extension Browser {
  /// Begins to try it, for a screen that shows the steps.
  mutating func trySignIn(_ client: OAuthClient, _ scopes: [OAuthScope], for index: Int) -> [Effect] {
    let id = shared.work.begin(.signIn(client))
    screens[index].request = id
    return [.trySignIn(id, client, scopes: scopes)]
  }

  /// Gives the address that the browser has arrived at.
  func giveAddress(_ address: CallbackAddress, from index: Int) -> [Effect] {
    screens[index].request.map { [.giveAddress($0, address)] } ?? []
  }

  /// Waits no more for the browser; what has come of it by then is taken back.
  func stopSignIn(from index: Int) -> [Effect] {
    screens[index].request.map { [.stopSignIn($0)] } ?? []
  }

  /// Takes in what happens.
  mutating func take(_ news: SignInNews, of id: RequestID) -> [Effect] {
    guard shared.work[id] != nil else { return [] }
    let index = screenWaiting(for: id)
    if case .ended(_, let away) = news {
      _ = shared.work.end(id)
      farewell?.lines.append(away.text)
      if let index { screens[index].request = nil } else { shared.status = away }
    }
    return index.map { give(.signIn(news), to: $0) } ?? []
  }

  /// Tells that the address could not be opened.
  mutating func tellNotOpened(_ reason: String) {
    let status = Status(.failure, reason)
    if let index = screens.lastIndex(where: { $0 is TryScreen }) {
      _ = give(.told(status), to: index)
    } else {
      shared.status = status
    }
  }
}

extension Work {
  /// The sign-ins that are tried, each until what came of it is taken back.
  var signIns: [(id: RequestID, client: OAuthClient)] {
    entries.compactMap { entry in
      if case .signIn(let client) = entry.request { (entry.id, client) } else { nil }
    }
  }

  /// Whether nothing is under way whose end must be waited for.
  var isSettled: Bool { changes.isEmpty && signIns.isEmpty }

  /// What to say of a sign-in that the program does not see the end of.
  var signInFarewells: [String] {
    signIns.map {
      "If “\($0.client.displayName)” was let in already, that stays: “heroku authorizations” lists what was let in, "
        + "“heroku authorizations:revoke ID” takes it back."
    }
  }
}
