import HerokuAPI

/// The dialog that makes other redirect URIs of those of several clients, by one rule.
///
/// It counts while one types what would become of them; the preview shows each.
struct RewriteScreen: Screen, Hashable {
  /// What is replaced.
  enum Kind: FocusCycle {
    case text, pattern, scheme, host, port, path

    /// The part of the URI that it sets; nil where it replaces a text.
    var part: RewritePart? {
      switch self {
      case .text, .pattern: nil
      case .scheme: .scheme
      case .host: .host
      case .port: .port
      case .path: .path
      }
    }

    /// How it is to be typed, or what else there is.
    fileprivate var example: String {
      switch self {
      case .text: "The first row has other ways: a pattern, or a part of the URI."
      case .pattern: "$1 in the new text is what the first ( ) matched."
      case .scheme: "Such as https."
      case .host: "Such as login.example.com; port and path stay."
      case .port: "Such as 8443; empty takes it away."
      case .path: "Such as /auth/callback; the query stays."
      }
    }

    fileprivate var label: String {
      switch self {
      case .text: "text"
      case .pattern: "pattern"
      case .scheme: "scheme"
      case .host: "host"
      case .port: "port"
      case .path: "path"
      }
    }
  }

  /// What has the focus.
  enum Focus: Hashable {
    case kind, old, new
  }

  /// The clients, as they were when the dialog opened.
  let targets: [OAuthClient]
  /// What is to be known before.
  private let remark: String?
  private(set) var kind = Kind.text
  private(set) var focus = Focus.old
  private var old = LineEditor()
  private var new = LineEditor()
  private var message: String?
  /// What the rule would do; nil where there is no rule, or too much to count at every key.
  private var plan: RewritePlan?
  private var mistake: RewriteMistake?

  /// So many clients are counted while one types; of more the preview tells.
  private static let mostCounted = 2000

  /// Opens the dialog on some clients.
  init(_ targets: [OAuthClient], remark: String?) {
    self.targets = targets
    self.remark = remark
  }

  var context: Context { .rewrite }
  var isPartOfRun: Bool { true }
  var holdsTypedText: Bool { !old.text.isEmpty || !new.text.isEmpty }

  private var fields: [Focus] { kind.part == nil ? [.kind, .old, .new] : [.kind, .new] }

  private func rewrite() throws(RewriteMistake) -> Rewrite {
    switch kind {
    case .text: try Rewrite(.text(old.text, by: new.text))
    case .pattern: try Rewrite(.pattern(old.text, by: new.text))
    default: try Rewrite(.parts(kind.part.map { [$0: new.text] } ?? [:]))
    }
  }
}

// MARK: Input

extension RewriteScreen {
  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.cancel): return cancel()
    case .answered(.discard): return [.close]
    case .command(.nextField): move(by: 1)
    case .command(.previousField): move(by: -1)
    case .command(.accept) where focus != .new: move(by: 1)
    case .command(.accept), .command(.save): return preview()
    case .command(let command) where focus == .kind: choose(command)
    case .command, .typed, .pasted: type(input)
    default: break
    }
    return []
  }

  private func cancel() -> [Wish] {
    guard holdsTypedText else { return [.close] }
    let typed =
      kind.part == nil
      ? [.value(label: oldLabel, old.text), .value(label: newLabel, new.text)]
      : [Presentation.Block.value(label: newLabel, new.text)]
    return [.push(ChoiceScreen.discardForm(title, typed))]
  }

  private mutating func move(by steps: Int) {
    let fields = fields
    let index = fields.firstIndex(of: focus) ?? 0
    focus = fields[(index + steps + fields.count) % fields.count]
  }

  private mutating func choose(_ command: Command) {
    switch command {
    case .cursorRight: kind = kind.next
    case .cursorLeft: kind = kind.previous
    default: return
    }
    (message, mistake, plan) = (nil, nil, nil)
    if !old.text.isEmpty || !new.text.isEmpty { count() }
  }

  private mutating func type(_ input: ScreenInput) {
    let before = (old.text, new.text)
    switch focus {
    case .kind:
      switch input {
      case .typed, .pasted:
        // Whoever types there means the field below.
        move(by: 1)
        return type(input)
      default: return
      }
    case .old: old.take(input)
    case .new: new.take(input)
    }
    guard before != (old.text, new.text) else { return }
    message = nil
    count()
  }

  /// Finds out what the rule would do, as far as that is quick enough for every key.
  private mutating func count() {
    do throws(RewriteMistake) {
      let rewrite = try rewrite()
      mistake = nil
      plan = targets.count <= Self.mostCounted ? rewrite.plan(for: targets) : nil
    } catch {
      (mistake, plan) = (error, nil)
    }
  }

  private mutating func preview() -> [Wish] {
    do throws(RewriteMistake) {
      let plan = try rewrite().plan(for: targets)
      guard !plan.proposals.isEmpty else {
        message = "None of the redirect URIs would change."
        return []
      }
      guard !plan.changes.isEmpty else {
        let reason = plan.proposals.first?.findings.first?.reason
        message = "Every new redirect URI would be one that cannot work\(reason.map { ": \($0)" } ?? "")."
        return []
      }
      let remarks = [
        remark, words(same: plan), words(unchanged: plan), words(wrong: plan), words(lacking: plan),
      ]
      return [
        .push(
          PreviewScreen(
            Proposal("Rewrite redirect URIs", plan.changes, remarks: remarks.compactMap(\.self)),
            isAboveForm: true
          )
        )
      ]
    } catch {
      mistake = error
      focus = error.input == .old ? .old : .new
      return []
    }
  }
}

// MARK: What it says

extension RewriteScreen {
  func presentation(in shared: Shared) -> Presentation {
    var blocks: [Presentation.Block] = []
    if let remark { blocks += [.message(Status(.warning, remark)), .blank] }
    if targets.count == 1, let target = targets.first {
      blocks += [.text(target.displayName, .title), .text(target.redirectURI, weight: .context), .blank]
    }
    let kinds = Kind.allCases.map { $0 == kind ? "[\($0.label)]" : " \($0.label) " }.joined(separator: " ")
    blocks += [.text(kinds, focus == .kind ? .accent : .plain), .blank]
    if kind.part == nil {
      blocks.append(field(oldLabel, old, .old, findings(on: .old)))
      blocks.append(field(newLabel, new, .new, findings(on: .new)))
    } else {
      blocks.append(
        field(
          newLabel,
          new,
          .new,
          findings(on: kind.part.map { RewriteMistake.Input.part($0) } ?? .new)
        )
      )
    }
    blocks += [.blank, message.map { .message(Status(.warning, $0)) } ?? .text(summary)]
    blocks.append(.text(kind.example, .dim, weight: .extra))
    return Presentation(title: title, blocks: blocks)
  }

  private var title: String { "Rewrite \(Self.redirectURIs(targets.count))" }
  private var oldLabel: String { kind == .text ? "Replace" : "Pattern" }
  private var newLabel: String { kind.part == nil ? "With" : "New \(kind.label)" }

  private func field(
    _ label: String,
    _ editor: LineEditor,
    _ place: Focus,
    _ findings: [FieldFinding]
  ) -> Presentation.Block {
    .field(.init(label: label, editor, isFocused: focus == place, findings: findings))
  }

  private func findings(on input: RewriteMistake.Input) -> [FieldFinding] {
    // That nothing is typed yet is no mistake.
    guard let mistake, mistake.input == input || (input == .old && kind.part != nil), holdsTypedText else {
      return []
    }
    return [FieldFinding(.error, mistake.reason)]
  }

  private static func redirectURIs(_ count: Int) -> String {
    "\(Counted.number(count)) redirect URI\(count == 1 ? "" : "s")"
  }

  private var summary: String {
    guard let plan else {
      return targets.count > Self.mostCounted && mistake == nil && holdsTypedText
        ? "So many are counted in the preview." : "Nothing would change yet."
    }
    let changes = plan.proposals.count(where: \.canBeSent)
    let words = changes == 0 ? "None would change." : "\(Counted.number(changes)) would change."
    return [words, self.words(same: plan), self.words(wrong: plan), self.words(lacking: plan)]
      .compactMap(\.self).joined(separator: " ")
  }

  private func words(same plan: RewritePlan) -> String? {
    let count = plan.sharingCount
    return count == 0 ? nil : "\(Counted.number(count)) would have the redirect URI of another of them."
  }

  private func words(unchanged plan: RewritePlan) -> String? {
    plan.unchangedCount == 0 ? nil : "\(Counted.number(plan.unchangedCount)) would not change."
  }

  private func words(wrong plan: RewritePlan) -> String? {
    let wrong = plan.proposals.filter { !$0.canBeSent }
    guard !wrong.isEmpty else { return nil }
    let names = wrong.prefix(3).map { "“\($0.client.displayName)”" }.joined(separator: ", ")
    let more = wrong.count > 3 ? " and \(Counted.number(wrong.count - 3)) more" : ""
    return "\(Counted.number(wrong.count)) would get one that cannot work, and "
      + "\(wrong.count == 1 ? "is" : "are") left out: \(names)\(more)."
  }

  private func words(lacking plan: RewritePlan) -> String? {
    let count = plan.lackingPart.count
    guard count > 0 else { return nil }
    return "\(Counted.number(count)) \(count == 1 ? "has" : "have") no place for a \(kind.label)."
  }
}
