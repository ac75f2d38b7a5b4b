/// A key that works now, and the word for what it does.
public struct Hint: Hashable, Sendable {
  /// The key's name.
  public let key: String
  /// What it does.
  public let label: String
}

extension Browser {
  /// The keys to show at the bottom of the screen: those that do something now, as many as fit.
  public var hints: [Hint] {
    if isLocked, twoFactor == nil { return [Hint(key: Key.escape.name, label: "leave; the request goes on")] }
    if layout.arrangement == .tooSmall { return [Hint(key: "q", label: "quit")] }
    var bindings = CommandTable.bindings(in: context).filter { binding in
      binding.hint != nil && (twoFactor != nil || !layers.isEmpty || reasonAgainst(binding.command) == nil)
    }
    // What leads to everything else, and the way out, stay when the rest has no room.
    let kept: Set<Command> = [.help, .quit, .goBack, .cancel, .dismiss, .answerNo, .clearFilter]
    func isKept(_ binding: Binding) -> Bool { kept.contains(binding.command) }
    func width(_ bindings: [Binding]) -> Int {
      bindings.reduce(1) { $0 + ($1.keys.first?.name.count ?? 0) + label(of: $1).count + 3 }
    }
    while width(bindings) > size.columns, let last = bindings.lastIndex(where: { !isKept($0) }) {
      bindings.remove(at: last)
    }
    return bindings.map { Hint(key: $0.keys.first?.name ?? "", label: label(of: $0)) }
  }

  /// The word for what a key does: the button's own, where one does the same.
  private func label(of binding: Binding) -> String {
    switch (layers.last, binding.command) {
    case (.question(let question), .answerYes): question.yesLabel.lowercased()
    case (.question(let question), .answerNo): question.noLabel.lowercased()
    case (.form(let form), .save): form.saveLabel.lowercased()
    default: binding.hint ?? ""
    }
  }

  /// Whether the topmost dialog waits for an answer.
  private var isLocked: Bool {
    switch layers.last {
    case .form(let form): form.request != nil
    case .confirmation(let dialog): dialog.request != nil
    case .question, .conflict, .handOver, .help, nil: false
    }
  }
}
