import HerokuAPI

/// Changes whose answer was lost: what the list shows once it is loaded again.
extension Browser {
  /// Tells what became of them, in the dialog that is still open or on the status line.
  mutating func resolveUnknownOutcomes() {
    let unknown = unknownOutcomes
    unknownOutcomes = []
    for outcome in unknown where !isRepeated(outcome.request) {
      guard let verdict = outcome.verdict(in: clients) else { continue }
      tell(verdict, of: outcome.request)
    }
  }

  /// Whether the same was sent again meanwhile, and its own answer will tell.
  private func isRepeated(_ request: Pending) -> Bool {
    request.changedClient.map(isBusy) ?? pending.values.contains(request)
  }

  private mutating func tell(_ verdict: UnknownOutcome.Verdict, of request: Pending) {
    let index = dialogIndex(of: request)
    switch verdict {
    case .done(let created):
      if let index { layers.removeSubrange(index...) }
      drafts[request.changedClient.map { .client($0) } ?? .new] = nil
      if let created { select(created.id) }
      status = Status(.success, "It was done after all: \(Self.words(for: verdict, of: request))")
    case .notSoFar, .perhaps:
      let text = Self.words(for: verdict, of: request)
      if let index, case .rotate = request, verdict == .perhaps {
        // Ready to rotate once more, the dialog would cost the secret that may be new.
        layers.removeSubrange(index...)
        status = Status(.warning, text)
      } else if let index {
        say(text, inDialogAt: index)
      } else {
        status = Status(.warning, text)
      }
    }
  }

  private static func words(for verdict: UnknownOutcome.Verdict, of request: Pending) -> String {
    switch (request, verdict) {
    case (.create(let draft), .done): "“\(draft.name)” is there. s shows its secret."
    case (.create(let draft), .notSoFar):
      "The answer was lost. The list shows no new “\(draft.name)” so far."
    case (.create(let draft), .perhaps):
      "The answer was lost. The list shows several new clients “\(draft.name)”: somebody else creates them, too."
    case (.update(_, let client), .done): "“\(client.name)” is as you wanted it."
    case (.update(_, let client), .notSoFar):
      "The answer was lost. “\(client.name)” is unchanged so far; sending it again does no harm."
    case (.delete(let client), .done): "“\(client.name)” is gone."
    case (.delete(let client), _): "The answer was lost. “\(client.name)” is still there."
    case (.rotate(let client), .notSoFar):
      "The answer was lost. “\(client.name)” is unchanged so far, and so is its secret."
    case (.rotate(let client), _):
      "The answer was lost, but “\(client.name)” has changed: its secret may be a new one. s shows it."
    default: "The answer was lost, and somebody else has changed the client. Look at it as it is now."
    }
  }

  /// The dialog that a change was sent from, if it is still there.
  private func dialogIndex(of request: Pending) -> Int? {
    layers.lastIndex { layer in
      switch (layer, request) {
      case (.form(let form), .create): form.request == nil && form.original == nil
      case (.form(let form), .update(_, let client)): form.request == nil && form.original?.id == client.id
      case (.confirmation(let dialog), .delete(let client)):
        dialog.action == .delete && dialog.target.id == client.id
      case (.confirmation(let dialog), .rotate(let client)):
        dialog.action == .rotate && dialog.target.id == client.id
      default: false
      }
    }
  }

  private mutating func say(_ text: String, inDialogAt index: Int) {
    switch layers[index] {
    case .form(var form):
      form.message = Status(.warning, text).text
      layers[index] = .form(form)
    case .confirmation(var dialog):
      dialog.message = Status(.warning, text).text
      layers[index] = .confirmation(dialog)
    case .question, .conflict, .handOver, .help: break
    }
  }
}
