import ClientBrowser
import HerokuAPI

extension Dialog {
  /// The topmost dialog; nil where there is none.
  init?(_ browser: Browser) {
    if let prompt = browser.twoFactor {
      self.init(prompt, host: browser.host, account: browser.account?.email)
    } else if let layer = browser.layers.last {
      self.init(layer)
    } else {
      return nil
    }
  }

  /// The dialog that a layer is shown as; nil for the help, which has a screen of its own.
  init?(_ layer: Layer) {
    switch layer {
    case .form(let form): self.init(form)
    case .confirmation(let confirmation): self.init(confirmation)
    case .question(let question): self.init(question)
    case .conflict(let conflict): self.init(conflict)
    case .handOver(let panel): self.init(panel)
    case .help: return nil
    }
  }
}
