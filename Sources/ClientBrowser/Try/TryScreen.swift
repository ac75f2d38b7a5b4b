import HerokuAPI
import TerminalText

/// A sign-in with a client, as its app would do it: first what to ask for, then a page with each step as it is done.
///
/// The address that the browser has arrived at has a code in it: it is taken without being shown, and kept nowhere.
struct TryScreen: Screen, Hashable {
  /// How far it is.
  enum Stage: Hashable {
    /// It is not begun.
    case asking
    /// What has to be known before is read, or what has come is worked on.
    case underWay
    /// The person is waited for.
    case waiting(SignInInvitation)
    /// It has come to its end.
    case ended(Status)
  }

  /// The client that is tried.
  let client: OAuthClient
  private(set) var stage = Stage.asking
  /// The steps that were done.
  private(set) var steps: [SignInStep] = []
  /// What is asked for.
  private var scopes = LineEditor(OAuthScope.identity.rawValue)
  /// The address that the browser has arrived at, while it is typed.
  private var address: LineEditor?
  /// What just happened.
  private(set) var message: Status?
  /// The first row on the screen; nil where the end is to be seen.
  private var top: Int?
  var request: RequestID?

  init(_ client: OAuthClient) {
    self.client = client
  }

  var context: Context { stage == .asking ? .signInScopes : address == nil ? .signIn : .signInAddress }

  var takesPastes: Bool { invitation != nil }

  private var invitation: SignInInvitation? {
    if case .waiting(let invitation) = stage { invitation } else { nil }
  }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .signIn(let news): take(news)
    case .told(let status): message = status
    case .command, .typed, .pasted:
      message = nil
      return switch context {
      case .signInScopes: ask(input)
      case .signInAddress: type(input)
      default: turn(input, in: shared)
      }
    default: break
    }
    return []
  }

  private mutating func take(_ news: SignInNews) {
    top = nil
    switch news {
    case .step(let step):
      steps.append(step)
      (stage, address) = (.underWay, nil)
    case .invitation(let invitation): stage = .waiting(invitation)
    case .ended(let status, _): (stage, address) = (.ended(status), nil)
    }
  }

  // MARK: What to ask for

  private mutating func ask(_ input: ScreenInput) -> [Wish] {
    switch input {
    case .command(.cancel): return [.close]
    case .command(.accept): return begin()
    default: scopes.take(input)
    }
    return []
  }

  private mutating func begin() -> [Wish] {
    guard findings.isEmpty else { return [] }
    let wanted = words.isEmpty ? [.identity] : words.compactMap(OAuthScope.init)
    (stage, steps, top) = (.underWay, [], nil)
    return [.trySignIn(client, wanted)]
  }

  /// What is typed, each once.
  private var words: [String] {
    var words: [String] = []
    for word in scopes.text.split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
    where !words.contains(word) {
      words.append(word)
    }
    return words
  }

  private var findings: [FieldFinding] {
    words.filter { OAuthScope(rawValue: $0) == nil }.prefix(1).map { word in
      let all = OAuthScope.allCases.map(\.rawValue).joined(separator: ", ")
      return FieldFinding(.error, "Heroku has no scope “\(word)”: there are \(all).")
    }
  }

  // MARK: The address that the browser has arrived at

  private mutating func type(_ input: ScreenInput) -> [Wish] {
    switch input {
    case .command(.cancel): address = nil
    case .command(.accept): return give(address?.text ?? "")
    default: address?.take(input)
    }
    return []
  }

  private mutating func give(_ text: String) -> [Wish] {
    do throws(FlowAddressError) {
      // A line break that was copied with it is none of the address.
      let callback = try CallbackAddress(given: text.filter { !$0.isWhitespace })
      (stage, address, top) = (.underWay, nil, nil)
      return [.giveAddress(callback)]
    } catch {
      message = Status(.warning, error.description)
      return []
    }
  }

  // MARK: The steps

  private mutating func turn(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    if case .pasted(let text) = input { return invitation == nil ? [] : give(text) }
    guard case .command(let command) = input else { return [] }
    if let reason = reasonAgainst(command, in: shared) {
      (message, top) = (Status(.information, reason), nil)
      return []
    }
    switch command {
    case .dismiss: return (invitation == nil && !steps.isEmpty ? [] : [.stopSignIn]) + [.close]
    case .accept: if case .ended = stage { return [.close] }
    case .tryAgain: return begin()
    case .enterAddress: (address, top) = (LineEditor(), nil)
    case .openAddress:
      guard let invitation else { return [] }
      (message, top) = (Status(.success, "The address was handed to a browser."), nil)
      return [.openAddress(invitation.address), .rest(.openAddress)]
    case .copyAddress:
      guard let invitation else { return [] }
      (message, top) = (Status(.success, "The address was sent to the clipboard."), nil)
      return [.copy([Secret(invitation.address)])]
    default: scroll(command, in: shared)
    }
    return []
  }

  func reasonAgainst(_ command: Command, in shared: Shared) -> String? {
    switch command {
    case .openAddress where invitation?.canOpen == false:
      "There is no screen here for a browser; \(shared.keymap.name(of: .copyAddress, in: .signIn)) copies the address."
    case .openAddress, .copyAddress, .enterAddress:
      invitation == nil ? "Nobody is waited for now." : nil
    case .tryAgain:
      if case .ended = stage { nil } else { "It is being tried already." }
    default: nil
    }
  }

  func label(of command: Command, in shared: Shared) -> String? {
    guard command == .dismiss else { return nil }
    return if case .ended = stage { nil } else { invitation == nil ? "leave; it goes on" : "stop" }
  }

  private mutating func scroll(_ command: Command, in shared: Shared) {
    let page = pageRows(in: shared)
    let last = max(0, rows(in: shared).count - page)
    let now = top ?? last
    let wanted: Int? =
      switch command {
      case .moveDown: now + 1
      case .moveUp: now - 1
      case .pageDown: now + page
      case .pageUp: now - page
      case .halfPageDown: now + max(1, page / 2)
      case .halfPageUp: now - max(1, page / 2)
      case .moveToTop: 0
      case .moveToBottom: last
      default: nil
      }
    if let wanted { top = wanted >= last ? nil : max(0, wanted) }
  }
}

// MARK: What it says

extension TryScreen {
  private var title: String { "Sign in with “\(client.displayName)”" }

  func presentation(in shared: Shared) -> Presentation {
    guard stage != .asking else { return question }
    let rows = rows(in: shared)
    let last = max(0, rows.count - pageRows(in: shared))
    let field = address.map {
      Presentation.Block.field(.init(label: "address", $0.masked, isFocused: true))
    }
    return Presentation(
      .page(top: min(top ?? last, last)),
      title: title,
      blocks: [field].compactMap(\.self) + rows.map { .row($0) }
    )
  }

  private func pageRows(in shared: Shared) -> Int { max(1, shared.pageRows - (address == nil ? 0 : 1)) }

  private var question: Presentation {
    let waits =
      if let here = LoopbackAddress(redirectURI: client.redirectURI) {
        "The browser comes back to this machine, and is waited for at \(here.origin)\(here.path)."
      } else {
        "The browser comes back to the app; paste here the address that it arrives at."
      }
    let text =
      "Walks through the sign-in as the app would, and says after each step what was sent, what came, and what is wrong."
    let end =
      "The client is not changed. The authorization that comes of it is deleted at the end, unless there was one before."
    return Presentation(
      title: title,
      blocks: [
        .text(text, weight: .context), .blank, .text(waits), .text(end, weight: .context), .blank,
        .field(.init(label: "scope", scopes, isFocused: true, findings: findings)),
      ]
    )
  }

  private func rows(in shared: Shared) -> [Presentation.Row] {
    let width = shared.pageColumns
    var rows = steps.flatMap { Self.rows(of: $0, width: width) }
    if !rows.isEmpty { rows.append(Presentation.Row([])) }
    switch stage {
    case .asking: break
    case .underWay:
      let words = steps.isEmpty ? "Reading what has to be known before…" : "Going on…"
      rows += PageRows.wrapping(words, .accent, width: width)
    case .waiting(let invitation):
      if let obstacle = invitation.obstacle {
        rows += PageRows.wrapping(obstacle, .warning, sign: "! ", at: 2, width: width)
      }
      for line in lines(of: invitation, in: shared) { rows += PageRows.wrapping(line, .accent, width: width) }
    case .ended(let status): rows += Self.rows(of: status, width: width)
    }
    if let message { rows += Self.rows(of: message, width: width) }
    return rows
  }

  private func lines(of invitation: SignInInvitation, in shared: Shared) -> [String] {
    func key(_ command: Command) -> String { shared.keymap.name(of: command, in: .signIn) }
    let copy = "\(key(.copyAddress)) copies the address"
    let open =
      invitation.canOpen
      ? "\(key(.openAddress)) opens the address in a browser, \(copy)." : "\(copy): open it in a browser."
    guard let place = invitation.place else {
      return [
        open, "Allow it there, and paste here what then stands in the browser’s address line, whole.",
      ]
    }
    return [
      "Waiting for the browser at \(place), for 5 minutes at most.", open,
      "If it runs on another machine, paste here the address that it arrives at.",
    ]
  }

  private static func rows(of step: SignInStep, width: Int) -> [Presentation.Row] {
    PageRows.wrapping("\(step.number). \(step.title)", .title, width: width)
      + step.lines.flatMap { line in
        // What is laid out, such as a mark below a letter, stays as it is.
        guard !line.hasPrefix(" ") else {
          return [Presentation.Row([.init("   " + CleanText(line).text.cut(toWidth: max(1, width - 3)))])]
        }
        return PageRows.wrapping(line, tone(of: line), at: 3, width: width)
      }
  }

  private static func tone(of line: String) -> Presentation.Tone {
    if line.hasPrefix("Error: ") { return .failure }
    return line.hasPrefix("Warning: ") ? .warning : .plain
  }

  private static func rows(of status: Status, width: Int) -> [Presentation.Row] {
    let (tone, sign): (Presentation.Tone, String) =
      switch status.tone {
      case .success: (.accent, "✓ ")
      case .failure: (.failure, "✗ ")
      case .warning: (.warning, "! ")
      case .information: (.plain, "")
      }
    return PageRows.wrapping(status.text, tone, sign: sign, at: sign.cellWidth, width: width)
  }
}
