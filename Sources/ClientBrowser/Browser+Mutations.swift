import HerokuAPI

/// Answers to mutations. They are always taken in, also when the dialog that asked has closed.
extension Browser {
  mutating func takeMutation(_ event: Event) -> [Effect] {
    switch event {
    case .clientCreated(let id, let credentials):
      guard end(id) != nil else { break }
      clients.put(credentials.client)
      drafts[.new] = nil
      handOver(HandOver(.created, credentials), closing: id)
      if leftForms.removeValue(forKey: id) == nil {
        select(credentials.client.id)
      }
      status = Status(.success, "“\(credentials.client.name)” was created.")
    case .clientUpdated(let id, let updated):
      guard end(id) != nil else { break }
      clients.put(updated.client)
      drafts[.client(updated.client.id)] = nil
      leftForms[id] = nil
      closeDialog(of: id)
      status = Status(.success, Self.summary(of: updated))
    case .clientDeleted(let id, let client):
      guard end(id) != nil else { break }
      clients.delete(client.id)
      drafts[.client(client.id)] = nil
      closeDialog(of: id)
      status = Status(.success, "“\(client.name)” was deleted.")
    case .clientRotated(let id, let credentials):
      guard end(id) != nil else { break }
      clients.put(credentials.client)
      handOver(HandOver(.rotated, credentials), closing: id)
      status = Status(.success, "“\(credentials.client.name)” has a new secret.")
      if cursor.client == credentials.client.id { return forgetSecret() }
    case .configVarsSet(let id, let destination):
      let names = "\(destination.idName) and \(destination.secretName)"
      return handOverEnded(id, Status(.success, "\(names) of \(destination.app) are set; the app restarts."))
    default: break
    }
    return []
  }

  private static func summary(of updated: UpdatedClient) -> String {
    let name = updated.client.name
    let saved =
      updated.wasSent ? "“\(name)” was saved." : "“\(name)” already was as you wanted it; nothing was sent."
    guard !updated.mergedFields.isEmpty else { return saved }
    let fields = updated.mergedFields.map { "its \($0.label) “\(updated.client[$0])”" }
    return "\(saved) Somebody else made \(fields.joined(separator: " and "))."
  }

  mutating func select(_ id: ClientID) {
    guard let row = clients.row(of: id) else { return }
    cursor.move(to: row, in: clients, visibleRows: layout.listRows)
    detailTop = 0
  }

  // MARK: Dialogs of a request

  /// The layer whose request this is.
  private func layerIndex(of id: RequestID) -> Int? {
    layers.lastIndex { layer in
      switch layer {
      case .form(let form): form.request == id
      case .confirmation(let dialog): dialog.request == id
      case .question, .conflict, .handOver, .help: false
      }
    }
  }

  private mutating func closeDialog(of id: RequestID) {
    if let index = layerIndex(of: id) { layers.removeSubrange(index...) }
  }

  /// Shows a panel in the place of the dialog that asked for it; if that has been left, as soon as no other
  /// dialog is in the way.
  private mutating func handOver(_ panel: HandOver, closing id: RequestID) {
    if let index = layerIndex(of: id) {
      layers.replaceSubrange(index..., with: [.handOver(panel)])
    } else {
      waitingHandOvers.append(panel)
    }
  }

  // MARK: Failures

  mutating func fail(_ id: RequestID, _ error: APIError) -> [Effect] {
    if case .setConfigVars(let destination) = pending[id] {
      // No client has changed, so that the list need not be looked at again.
      let words = error.explanation(of: .setConfigVars(app: destination.app), host: host)
      return handOverEnded(id, Status(.failure, words.text))
    }
    guard let request = end(id) else { return [] }
    takeCurrent(from: error, of: request)
    let explanation = error.explanation(of: request.attempt, host: host)
    if let index = layerIndex(of: id), case .confirmation = layers[index], case .notFound = error {
      // There is nothing left to confirm.
      layers.removeSubrange(index...)
      tell(error, request.attempt)
    } else if let index = layerIndex(of: id) {
      // A question asked on top of a locked dialog is about leaving it, which has been settled.
      layers.removeSubrange((index + 1)...)
      switch layers[index] {
      case .form(var form):
        form.request = nil
        let conflict = form.take(error, explanation)
        layers[index] = .form(form)
        if let conflict { layers.append(.conflict(conflict)) }
      case .confirmation(var dialog):
        dialog.request = nil
        dialog.message = Status(.failure, explanation.text).text
        layers[index] = .confirmation(dialog)
      case .question, .conflict, .handOver, .help: break
      }
    } else {
      tell(error, request.attempt)
      keepDraft(of: id, error, explanation)
    }
    guard error.mayHaveBeenDone else { return [] }
    // What is there decides.
    unknownOutcomes.append(UnknownOutcome(request, in: clients))
    return reload()
  }

  /// A form that was left keeps its text for the next time it is opened.
  private mutating func keepDraft(of id: RequestID, _ error: APIError, _ explanation: Explanation) {
    guard var form = leftForms.removeValue(forKey: id) else { return }
    form.request = nil
    // Its conflict is found again when it is saved again.
    _ = form.take(error, explanation)
    let key = form.original.map { DraftKey.client($0.id) } ?? .new
    drafts[key] = form
    status?.text += key == .new ? " n opens it again as you typed it." : " e opens it again as you typed it."
  }

  /// Shows what the failed request has learned.
  private mutating func takeCurrent(from error: APIError, of request: Pending) {
    switch error {
    case .conflict(let current, _), .changedSinceShown(let current): clients.put(current)
    case .notFound: if let id = request.changedClient { clients.delete(id) }
    default: break
    }
  }
}

extension APIError {
  /// Whether the failure says what the client is like now, or that it is gone.
  var tellsNews: Bool {
    switch self {
    case .conflict, .changedSinceShown, .notFound: true
    case .refused, .unreachable, .outcomeUnknown, .unreadable, .cancelled, .readOnly: false
    }
  }
}
