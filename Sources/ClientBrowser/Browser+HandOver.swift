import HerokuAPI

/// The panel with id and secret, and the ways out of it for the secret.
extension Browser {
  mutating func press(_ key: Key, _ command: Command?, in panel: HandOver) -> [Effect] {
    switch panel.context {
    case .fileName: return pressInFileName(key, command, panel)
    case .appName: return pressInAppName(key, command, panel)
    default: break
    }
    var panel = panel
    // What is under way says how it ended.
    if panel.request == nil { panel.message = nil }
    switch command {
    case .toggleSecret: panel.isSecretShown.toggle()
    case .copy: isCopying = true
    case .writeFile: open(\.fileName, with: ".env", in: &panel)
    case .setConfigVars: open(\.appName, with: "", in: &panel)
    case .dismiss:
      layers.removeLast()
      return []
    default: return []
    }
    replaceTop(.handOver(panel))
    return []
  }

  /// Opens an input line, if there is a secret to do something with.
  private func open(
    _ line: WritableKeyPath<HandOver, LineEditor?>,
    with text: String,
    in panel: inout HandOver
  ) {
    guard panel.request == nil else { return }
    if panel.credentials.secret == nil {
      panel.message = Status(.warning, "The API did not give the secret, so there is nothing to write.")
    } else {
      panel[keyPath: line] = LineEditor(text)
    }
  }

  // MARK: File

  private mutating func pressInFileName(_ key: Key, _ command: Command?, _ panel: HandOver) -> [Effect] {
    var panel = panel
    var effects: [Effect] = []
    switch command {
    case .cancel: panel.fileName = nil
    case .accept where panel.request == nil && panel.fileName?.text.isEmpty == false:
      let id = begin(.file)
      panel.request = id
      effects = [.writeFile(id, path: panel.fileName?.text ?? "", panel.credentials)]
    default: if panel.request == nil { panel.fileName?.type(key, command) }
    }
    replaceTop(.handOver(panel))
    return effects
  }

  // MARK: Config vars

  private mutating func pressInAppName(_ key: Key, _ command: Command?, _ panel: HandOver) -> [Effect] {
    var panel = panel
    var effects: [Effect] = []
    switch command {
    case .cancel: panel.appName = nil
    case .accept: effects = setConfigVars(&panel)
    default:
      if panel.request == nil {
        panel.message = nil
        panel.appName?.type(key, command)
      }
    }
    replaceTop(.handOver(panel))
    return effects
  }

  private mutating func setConfigVars(_ panel: inout HandOver) -> [Effect] {
    guard panel.request == nil, let text = panel.appName?.text, !text.isEmpty else { return [] }
    do throws(ConfigVarsDestinationError) {
      let destination = try ConfigVarsDestination(parsing: text)
      let id = begin(.setConfigVars(destination))
      panel.request = id
      panel.message = nil
      return [.setConfigVars(id, destination, panel.credentials)]
    } catch {
      panel.message = Status(.failure, error.description)
      return []
    }
  }

  // MARK: Outcomes

  /// Tells in the panel how what was asked for in it ended; the text stays for another try if it failed.
  mutating func handOverEnded(_ id: RequestID, _ outcome: Status) -> [Effect] {
    guard end(id) != nil else { return [] }
    for (index, layer) in layers.enumerated() {
      guard case .handOver(var panel) = layer, panel.request == id else { continue }
      panel.request = nil
      panel.message = outcome
      if outcome.tone == .success {
        panel.fileName = nil
        panel.appName = nil
      }
      layers[index] = .handOver(panel)
      return []
    }
    status = outcome
    return []
  }
}
