import HerokuAPI

/// A question with its answers as buttons; the safe one has the focus.
struct ChoiceScreen: Screen {
  /// A button, the command that presses it, and what follows.
  struct Choice: Sendable {
    let label: String
    let command: Command
    let wishes: [Wish]
  }

  let context: Context
  private let presentation: Presentation
  private let choices: [Choice]
  private var focus: Int
  /// Whether it asks about quitting, so that being asked once more is an answer.
  let isAboutQuitting: Bool
  /// What else it says, as that stands at the moment.
  private let news: News

  /// What a question says that changes while it stands there.
  private enum News {
    case none
    /// How far the changes are.
    case run
    /// What stands against quitting.
    case loss(Loss)
  }

  /// - Parameter focus: the choice that Enter presses at first.
  private init(
    _ context: Context = .question,
    title: String,
    blocks: [Presentation.Block],
    choices: [Choice],
    focus: Int,
    isAboutQuitting: Bool = false,
    news: News = .none
  ) {
    self.context = context
    self.news = news
    presentation = Presentation(title: title, isUrgent: true, blocks: blocks)
    self.choices = choices
    self.focus = focus
    self.isAboutQuitting = isAboutQuitting
  }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    guard case .command(let command) = input else { return [] }
    switch command {
    case .nextField: focus = (focus + 1) % choices.count
    case .previousField: focus = (focus + choices.count - 1) % choices.count
    case .accept: return choices[focus].wishes
    default: return choices.first { $0.command == command }?.wishes ?? []
    }
    return []
  }

  func presentation(in shared: Shared) -> Presentation {
    var presentation = presentation
    switch news {
    case .none: break
    case .run: presentation.blocks += shared.run.map { [.blank, .text("\($0.progress).")] } ?? []
    case .loss(let loss): presentation.blocks = [.text(loss.words(in: shared))]
    }
    presentation.choices = choices.enumerated().map { Presentation.Choice($1.label, isFocused: $0 == focus) }
    return presentation
  }

  func label(of command: Command, in shared: Shared) -> String? {
    context == .question ? choices.first { $0.command == command }?.label.lowercased() : nil
  }
}

// MARK: What is asked

extension ChoiceScreen {
  /// Leave a form with typed text, which is said once more.
  static func discardForm(_ what: String, _ typed: ClientChanges) -> ChoiceScreen {
    discardForm(what, values(typed))
  }

  /// The same of anything that was typed, a block for each field.
  static func discardForm(_ what: String, _ typed: [Presentation.Block]) -> ChoiceScreen {
    ChoiceScreen(
      title: "Discard what you typed?",
      blocks: [.text(what, .title), .blank] + typed + [
        .blank, .text("This is not saved.", weight: .context),
      ],
      choices: [
        Choice(label: "Discard", command: .answerYes, wishes: [.answer(.discard)]),
        Choice(label: "Keep editing", command: .answerNo, wishes: [.close]),
      ],
      focus: 1
    )
  }

  /// Save what was typed in spite of warnings, both of which are said once more.
  static func saveAnyway(_ what: String, _ typed: ClientChanges, _ warnings: [String]) -> ChoiceScreen {
    ChoiceScreen(
      title: "Save anyway?",
      blocks: [.text(what, .title), .blank] + values(typed) + [.blank]
        + warnings.map { .message(Status(.warning, $0)) },
      choices: [
        Choice(label: "Save anyway", command: .answerYes, wishes: [.answer(.saveAnyway)]),
        Choice(label: "Keep editing", command: .answerNo, wishes: [.close]),
      ],
      focus: 1
    )
  }

  private static func values(_ typed: ClientChanges) -> [Presentation.Block] {
    typed.fields.map { .value(label: $0.label, typed[$0] ?? "") }
  }

  /// Quit although something would be lost, or is under way.
  static func quit(_ loss: Loss) -> ChoiceScreen {
    ChoiceScreen(
      title: "Quit?",
      blocks: [],
      choices: [
        Choice(label: "Quit", command: .answerYes, wishes: [.close, .leaveOrderly]),
        Choice(label: "Stay", command: .answerNo, wishes: [.close]),
      ],
      focus: 1,
      isAboutQuitting: true,
      news: .loss(loss)
    )
  }

  /// Go on with changes that are paused for want of something.
  static func pausedRun(_ words: String) -> ChoiceScreen {
    ChoiceScreen(
      title: "The changes are paused",
      blocks: [.message(Status(.warning, words))],
      choices: [
        Choice(label: "Go on", command: .answerYes, wishes: [.close, .steer(.resume)]),
        Choice(label: "Not yet", command: .answerNo, wishes: [.close]),
      ],
      focus: 1,
      news: .run
    )
  }

  /// What stands against quitting at once.
  enum Loss: Hashable, Sendable {
    /// Text typed in forms, by what they are for.
    case typedText([String])
    /// A change under way.
    case outcome
    /// A run of changes.
    case run

    /// What it is, and how it stands by now.
    fileprivate func words(in shared: Shared) -> String {
      switch self {
      case .typedText(let forms): return "What you typed is not saved: \(forms.joined(separator: ", "))."
      case .run:
        guard let run = shared.run, run.isUnderWay else { break }
        return "Changes are under way: \(run.progress). "
          + "Quitting waits for those that were sent, begins no other, and tells which were done."
      case .outcome:
        let progress = shared.work.changes.compactMap(\.attempt.progress)
        guard !progress.isEmpty else { break }
        return "A change is under way: \(progress.joined(separator: ", ")). "
          + "Quitting waits for its answer, and tells it."
      }
      let end = "Nothing is under way any more."
      return [end, shared.status?.text].compactMap(\.self).joined(separator: " ")
    }
  }

  /// The fields that both have changed: as they were, theirs and mine.
  static func conflict(_ conflict: EditConflict) -> ChoiceScreen {
    func choice(_ label: String, _ command: Command, _ choice: EditConflict.Choice) -> Choice {
      Choice(label: label, command: command, wishes: [.answer(.resolve(conflict, choice))])
    }
    return ChoiceScreen(
      .conflict,
      title: "Somebody else has changed this client",
      blocks: conflict.fields.flatMap { field -> [Presentation.Block] in
        [
          .text(field.label, .title), .value(label: "was", conflict.original[field]),
          .value(label: "theirs", conflict.theirs[field]),
          .value(label: "mine", conflict.mine[field] ?? "", .accent), .blank,
        ]
      } + [.text("Nothing was saved yet.", .dim, weight: .extra)],
      choices: [
        choice("Back", .cancel, .back), choice("Save mine", .keepMine, .keepMine),
        choice("Keep theirs", .takeTheirs, .takeTheirs),
      ],
      focus: 0
    )
  }
}

/// A save that was stopped, since somebody else has changed the same field.
struct EditConflict: Hashable, Sendable {
  /// What one can do.
  enum Choice: Hashable, Sendable {
    case back, keepMine, takeTheirs
  }

  /// The client as it was when the form opened.
  let original: OAuthClient
  /// The client as it is now.
  let theirs: OAuthClient
  /// What the form would set.
  let mine: ClientChanges
  /// The fields that both have changed.
  let fields: [ClientField]
}
