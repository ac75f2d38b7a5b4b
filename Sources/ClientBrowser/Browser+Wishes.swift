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
    case .push(let screen):
      screens.append(screen)
      return grant(screen.wishesOnOpening, of: screens.count - 1)
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
    case .run(let proposal): return begin(proposal)
    case .steer(let steering): return steer(steering)
    case .writeMany(let credentials, let form, let path):
      let id = shared.work.begin(.file)
      screens[index].request = id
      return [.writeFiles(id, form, path: path, credentials)]
    case .edit(let text):
      let id = shared.work.begin(.editor)
      screens[index].request = id
      return [.edit(id, text: text)]
    case .copyCredentials(let credentials): return [.copyCredentials(credentials)]
    case .readRateLimit:
      shared.rateLimit = .asked
      return [.readRateLimit(shared.work.begin(.rateLimit))]
    case .rest(let command): return rest(command)
    case .reload: return shared.work.isLoading ? [] : reload() + rest(.reload)
    case .stopLoading(let id): return stopLoading(id)
    case .readSecret(let client, let use): return readSecret(of: client, for: use)
    case .forgetSecret: return forgetSecret()
    case .answerTwoFactor(let code): return [.answerTwoFactor(code)]
    case .offer(let direction): return offer(direction)
    case .takeBack(let together, let changes): return offer(together, of: changes, .undo)
    case .openHistory: return openHistory()
    case .listApps: return listApps(for: index)
    case .look(let apps): return look(into: apps, for: index)
    case .giveUp: return giveUp(of: index)
    case .offerToSet(let made): return offerToSet(made)
    case .setEverywhere(let made, let apps, let leftOut):
      return setEverywhere(made, inApps: apps, leftOut: leftOut)
    case .trySignIn(let client, let scopes): return trySignIn(client, scopes, for: index)
    case .giveAddress(let address): return giveAddress(address, from: index)
    case .stopSignIn: return stopSignIn(from: index)
    case .openAddress(let address): return [.openAddress(address)]
    case .copy(let lines): return [.copy(lines)]
    case .mark(let marking): mark(marking)
    case .filter(let text):
      // Of a text with a mistake, the filter before it stays.
      guard let filter = try? ClientFilter(text) else { break }
      shared.filter = text
      shared.clients.filter(by: filter, at: shared.now)
    case .rememberFilter(let text): remember(filter: text)
    case .sort(let sorting): sort(by: sorting)
    case .toggleTimes: shared.showsTimes.toggle()
    case .showColumns(let columns): shared.columns = columns
    case .moveInList(let command): list.move(command, in: shared)
    case .say(let status): shared.status = status
    case .openForm(let client): screens.append(drafts.form(for: client))
    case .openFormLike(let client): screens.append(drafts.form(like: client))
    case .discard(let key): drafts.discard(key)
    case .leave(let form): drafts.leave(form)
    case .quit: return quit()
    case .leaveOrderly: return leave()
    case .leaveNow: return [.leave(farewellNow)]
    case .stay:
      farewell = nil
      shared.run?.isLeft = false
    }
    return []
  }

  private mutating func mark(_ marking: Marking) {
    switch marking {
    case .toggle(let row): shared.clients.setMark(!shared.clients.isMarked(row: row), row: row)
    case .range(let rows): shared.clients.mark(rows: Range(rows))
    case .all: shared.clients.markAll()
    case .invert: shared.clients.invertMarks()
    case .clear: shared.clients.clearMarks()
    case .restore:
      let before = shared.clients.markedCount
      shared.clients.restoreMarks()
      if shared.clients.markedCount == before {
        shared.status = Status(.information, "There are no cleared marks to bring back.")
      }
    case .forgetLost: shared.clients.forgetLostMarked()
    }
  }

  // MARK: Screens that nobody asked for just now

  /// Puts a screen on top that has waited, once that takes the keys from nobody.
  ///
  mutating func showArrivals() -> [Effect] {
    guard let arrival = arrivals.first, !isAnswering else { return [] }
    // The panel with a secret waits until every dialog is closed; a question that requests wait for does not.
    let isFree = screens.allSatisfy { $0 is HistoryScreen }
    guard arrival is TwoFactorScreen || isFree else { return [] }
    arrivals.removeFirst()
    screens.removeAll { $0 is TwoFactorScreen && arrival is TwoFactorScreen }
    screens.append(arrival)
    return arrival is HandOverScreen || arrival is ManyHandOverScreen || arrival is RunScreen
      ? rest(.dismiss) : []
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
    return switch arrival {
    case is TwoFactorScreen: "\(shared.host) wants a second factor; it is asked for as soon as this is left."
    case is RunScreen: "The changes have come to their end; it is shown as soon as this is left."
    case is ChoiceScreen: "The changes are paused; the reason is told as soon as this is left."
    default: "A new secret is ready; it is shown as soon as this is left."
    }
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
    // It was pressed before the panel could be seen.
    case let panel where !panel.untakenSecrets.isEmpty && resting.contains(.dismiss): return rest(.dismiss)
    case is TwoFactorScreen:
      screens.removeLast()
      return [.answerTwoFactor(nil)] + quit()
    default: return quit()
    }
  }

  private var loss: ChoiceScreen.Loss? {
    if shared.run?.isUnderWay == true { return .run }
    if shared.work.changes.contains(where: { $0.attempt.progress != nil }) { return .outcome }
    let typed = screens.filter(\.holdsTypedText).map { $0.presentation(in: shared).title } + drafts.titles
    return typed.isEmpty ? nil : .typedText(typed)
  }

  /// Leaves, once every change under way has come to something.
  mutating func leave() -> [Effect] {
    var effects: [Effect] = []
    if shared.run?.isUnderWay == true {
      shared.run?.isLeft = true
      shared.run?.stop()
      effects = keepSnapshot()
    }
    effects += shared.work.signIns.map { .stopSignIn($0.id) }
    guard !shared.work.isSettled else { return effects + [.leave(farewellOfRun)] }
    farewell = Farewell()
    screens.append(LeavingScreen())
    return effects
  }

  /// What to tell if the program ends now: of every change under way, that nobody knows.
  public var farewellNow: Farewell {
    let lost = APIError.outcomeUnknown(TransportFailure(.cancelled, mayHaveBeenSent: true))
    let unknown = shared.work.changes.map {
      lost.explanation(of: $0.attempt, host: shared.host, for: .command).text
    }
    return Farewell(
      farewellOfRun.lines + unknown + shared.work.signInFarewells,
      newSecrets: farewellOfRun.newSecrets
    )
  }

  /// What to tell of changes that have ended, alone and together.
  var farewellOfRun: Farewell {
    let run = shared.run?.farewell(host: shared.host)
    let untaken = (screens + arrivals).flatMap(\.untakenSecrets)
    return Farewell(
      (farewell?.lines ?? []) + (run?.lines ?? []),
      newSecrets: untaken + (run?.newSecrets ?? [])
    )
  }
}
