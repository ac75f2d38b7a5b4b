import ClientIndex
import HerokuAPI

/// What screens want, and get.
extension Browser {
  /// Grants wishes in order.
  ///
  /// - Parameter index: where the screen stands that wishes; -1 is the list.
  mutating func grant(_ wishes: [Wish], of index: Int) -> [Effect] {
    var effects: [Effect] = []
    for wish in wishes { effects += grant(wish, of: index) }
    return effects
  }

  private mutating func grant(_ wish: Wish, of index: Int) -> [Effect] {
    switch wish {
    case .push(let screen): screens.append(screen)
    case .close: screens.removeSubrange(max(0, index)...)
    case .answer(let answer):
      screens.removeSubrange(max(0, index)...)
      return give(.answered(answer), to: index - 1)
    case .perform(let change):
      let id = shared.work.begin(.change(change))
      screens[index].request = id
      return [.perform(id, change)]
    case .write(let credentials, let path):
      let id = shared.work.begin(.file)
      screens[index].request = id
      return [.writeFile(id, path: path, credentials)]
    case .reload: return shared.work.isLoading ? [] : reload() + rest(.reload)
    case .stopLoading(let id): return stopLoading(id)
    case .readSecret(let client, let use): return readSecret(of: client, for: use)
    case .forgetSecret: return forgetSecret()
    case .answerTwoFactor(let code): return [.answerTwoFactor(code)]
    case .copy(let text): return [.copy(text)]
    case .filter(let text):
      shared.filter = text
      shared.clients.filter(by: text)
    case .moveInList(let command): list.move(command, in: shared)
    case .say(let status): shared.status = status
    case .openForm(let client): screens.append(drafts.form(for: client))
    case .discard(let key): drafts.discard(key)
    case .leave(let form): drafts.leave(form)
    case .quit: return quit()
    case .leaveOrderly: return leave()
    case .leaveNow: return [.leave(farewellNow)]
    case .stay: farewell = nil
    }
    return []
  }

  // MARK: Screens that nobody asked for just now

  /// Puts a screen on top that has waited, once that takes the keys from nobody.
  ///
  mutating func showArrivals() -> [Effect] {
    guard let arrival = arrivals.first, !isAnswering else { return [] }
    // The panel with a secret waits until every dialog is closed; a question that requests wait for does not.
    guard arrival is TwoFactorScreen || screens.isEmpty else { return [] }
    arrivals.removeFirst()
    screens.removeAll { $0 is TwoFactorScreen && arrival is TwoFactorScreen }
    screens.append(arrival)
    return arrival is HandOverScreen ? rest(.dismiss) : []
  }

  /// Whether keys are being pressed for something that is there: a text, a question, the rest of a sequence.
  private var isAnswering: Bool {
    if !typedKeys.isEmpty { return true }
    guard let screen = screens.last else { return false }
    return !screen.isLocked && (screen.context.takesText || screen is ChoiceScreen)
  }

  /// What to say while a screen waits to be shown.
  var arrivalNote: String? {
    guard let arrival = arrivals.first, isAnswering else { return nil }
    return arrival is TwoFactorScreen
      ? "\(shared.host) wants a second factor; it is asked for as soon as this is left."
      : "A new secret is ready; it is shown as soon as this is left."
  }
}

// MARK: Leaving

extension Browser {
  /// `q`: quits, asking first where the outcome of a change would be missed, or typed text.
  mutating func quit() -> [Effect] {
    guard let loss else { return leave() }
    typedKeys = []
    screens.append(ChoiceScreen.quit(loss))
    return []
  }

  /// Ctrl-C: quits from anywhere; a second one neither asks nor waits.
  mutating func interrupt() -> [Effect] {
    switch topmost {
    case is LeavingScreen: return [.leave(farewellNow)]
    case let question as ChoiceScreen where question.isAboutQuitting: return [.leave(farewellNow)]
    case is TwoFactorScreen:
      screens.removeLast()
      return [.answerTwoFactor(nil)] + quit()
    default: return quit()
    }
  }

  private var loss: ChoiceScreen.Loss? {
    let progress = shared.work.changes.compactMap(\.attempt.progress)
    if !progress.isEmpty { return .outcome(progress.joined(separator: ", ")) }
    return screens.contains(where: \.holdsTypedText) || !drafts.isEmpty ? .typedText : nil
  }

  /// Leaves, once every change under way has come to something.
  mutating func leave() -> [Effect] {
    guard !shared.work.changes.isEmpty else { return [.leave(farewell ?? Farewell())] }
    farewell = Farewell()
    screens.append(LeavingScreen())
    return []
  }

  /// What to tell if the program ends now: of every change under way, that nobody knows.
  public var farewellNow: Farewell {
    let lost = APIError.outcomeUnknown(TransportFailure(.cancelled, mayHaveBeenSent: true))
    let unknown = shared.work.changes.map {
      lost.explanation(of: $0.attempt, host: shared.host, for: .command).text
    }
    return Farewell((farewell?.lines ?? []) + unknown)
  }
}
