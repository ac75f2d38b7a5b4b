import ClientBrowser
import ClientIndex
import HerokuAPI
import MainLoop
import TestSupport
import Testing

@testable import ClientBrowser
@testable import ClienteleApp
@testable import HerokuSandbox

/// Every fault that the sandbox has, in every screen that asks the API for something.
///
/// Whatever goes wrong is told, and never as done where it was not; what was typed stays; nothing is locked for good; and
/// once nothing goes wrong any more, it can be done from there.
@LoopActor
@Suite(.timeLimit(.minutes(5))) struct FaultsInEveryScreenTests {
  /// Every kind there is, where it has a choice each choice, with no longer a wait than needed.
  private nonisolated static let faults: [String] = FaultCatalogue.entries.flatMap { entry -> [String] in
    switch entry.name {
    case "latency": ["latency:ms=20"]
    case "trickle": ["trickle:bytes=128,ms=1"]
    case "odd-client": Fault.OddClient.allCases.map { "odd-client:as=\($0.rawValue)" }
    case "edited": Fault.EditedField.allCases.map { "edited:field=\($0.rawValue)" }
    // Nobody signs in here.
    case "odd-callback": []
    default: [entry.name]
    }
  }

  /// What somebody does.
  enum Scene: String, CaseIterable, Sendable {
    case load, secret, edit, create, delete, rotate, rewrite, whereUsed, undo
  }

  @Test(arguments: faults, Scene.allCases)
  func `is told, loses nothing, and can be tried again`(fault text: String, scene: Scene) async throws {
    let fault = try Fault(text)
    try await FaultyBrowser.running(fault, faultyFromTheStart: scene == .load) { browser in
      let play = try await FaultPlay(scene, browser)
      if scene != .load {
        try await browser.settle()
        let count = try browser.browser.clients.totalCount
        try #require(count == 4)
        try await play.prepare()
        browser.letIn(true)
        try await play.act()
      }
      try await browser.settle()
      try await play.expectTruth()
      browser.letIn(false)
      try await play.tryAgain()
      let isDone = try await play.isDone()
      let screen = try browser.screen
      #expect(isDone, "it cannot be done from here: \(screen)")
    }
  }
}

/// One thing that somebody does at a browser, and how it is known to have been done.
@LoopActor
private struct FaultPlay {
  let scene: FaultsInEveryScreenTests.Scene
  let browser: FaultyBrowser
  /// The client that is selected.
  let target: ClientCredentials

  init(_ scene: FaultsInEveryScreenTests.Scene, _ browser: FaultyBrowser) async throws {
    (self.scene, self.browser) = (scene, browser)
    let all = try await browser.truth.listCredentials().credentials
    target = try #require(all.first { $0.client.name == "Client 0" })
  }

  /// What comes before anything goes wrong.
  func prepare() async throws {
    switch scene {
    case .load, .whereUsed: break
    case .secret: browser.asked.insert(target.client.id)
    case .edit:
      browser.press("e")
      browser.type("/mine")
    case .create:
      browser.press("n")
      browser.type("Made here")
      browser.press(.tab)
      browser.type("https://made.example.com/cb")
    case .delete:
      browser.press("d")
      browser.type("Client 0")
    case .rotate:
      browser.press("R")
      browser.type("rotate")
    case .rewrite: try await showRewrite()
    case .undo:
      browser.press("e")
      browser.type("/changed")
      browser.press(.control("s"))
    }
    try await browser.settle()
  }

  private func showRewrite() async throws {
    if try browser.browser.clients.markedCount == 0 { browser.press("g", " ", " ", " ") }
    browser.press("E")
    browser.type(".example.com")
    browser.press(.enter)
    browser.type(".example.org")
    browser.press(.enter)
    try await browser.settle()
    if try browser.context == .preview { try await browser.wait(for: .runChanges) }
  }

  /// What is done while things go wrong.
  func act() async throws {
    switch scene {
    case .load: browser.press("r")
    case .secret: browser.press("s")
    case .edit, .create: browser.press(.control("s"))
    case .delete, .rotate, .rewrite: browser.press(.enter)
    case .whereUsed: try await look()
    case .undo: try await undo()
    }
    try await browser.settle()
  }

  private func look() async throws {
    if try browser.context == .whereabouts {
      browser.press("r")
    } else if try browser.context == .question {
      browser.press(.enter)
    } else {
      browser.press("w")
    }
    try await browser.settle()
    let asks = (try browser.browser.screens.last as? WhereScreen)?.stage == .asking
    if asks { browser.press(.enter) }
    try await browser.settle()
  }

  private func undo() async throws {
    if try !(browser.browser.screens.last is UndoScreen) { browser.press("u") }
    try await browser.settle()
    if try browser.browser.screens.last is UndoScreen { browser.press("y") }
    try await browser.settle()
  }

  /// Whether it was done, whatever anybody says.
  func isDone() async throws -> Bool {
    let all = try await browser.truth.listCredentials().credentials
    let now = all.first { $0.client.id == target.client.id }
    switch scene {
    case .load: return try browser.browser.clients.totalCount == all.count
    case .secret:
      // As somebody else may have changed it since.
      let secrets = [now?.secret, target.secret].compactMap { $0?.reveal() }
      let screen = try browser.screen
      return secrets.contains(where: screen.contains)
    case .edit: return now?.client.redirectURI.contains("/mine") == true
    case .create: return all.contains { $0.client.name.hasPrefix("Made here") }
    case .delete: return now == nil
    case .rotate: return now?.secret != target.secret
    case .rewrite: return all.count { $0.client.redirectURI.contains(".example.org") } >= 3
    case .whereUsed: return try browser.browser.shared.uses != nil
    case .undo: return now?.client.redirectURI.contains("/changed") == false
    }
  }

  /// Expects that what is said is so, and that what was typed is not lost.
  func expectTruth() async throws {
    let isDone = try await isDone()
    let (saysDone, saysTrouble) = (try browser.saysDone, try browser.saysTrouble)
    let screen = try browser.screen
    if !isDone {
      #expect(saysTrouble, "nothing is said: \(screen)")
      #expect(!saysDone, "said to be done: \(screen)")
    } else if [.edit, .create, .delete, .rotate, .rewrite, .undo].contains(scene) {
      #expect(saysDone || saysTrouble, "nothing is said: \(screen)")
    }
    guard !isDone, scene == .edit || scene == .create else { return }
    let form = try browser.browser.screens.lazy.compactMap { $0 as? FormScreen }.first
    #expect(form?[.redirectURI].text.contains(scene == .edit ? "/mine" : "made.") == true, "lost: \(screen)")
  }

  /// Tries again from where it is, and then from the beginning, as somebody would.
  func tryAgain() async throws {
    guard try await !isDone() else { return }
    try await again()
    guard try await !isDone() else { return }
    try await browser.leaveScreens()
    if scene == .load {
      browser.press("r")
    } else {
      // What it is about may not be as it was shown.
      browser.press("r")
      try await browser.settle()
      try await prepareAgain()
      try await act()
      if try browser.context == .conflict { browser.press("m") }
    }
    try await browser.settle()
  }

  private func prepareAgain() async throws {
    switch scene {
    case .undo: break
    case .create, .edit:
      // What was typed comes back with the form.
      browser.press(scene == .edit ? "e" : "n")
      let form = try browser.browser.screens.last as? FormScreen
      if form?.holdsTypedText != true { browser.type("/mine") }
    default: try await prepare()
    }
  }

  private func again() async throws {
    switch scene {
    case .load, .secret, .delete, .rotate, .undo, .whereUsed, .edit, .create:
      if try browser.context == .conflict { browser.press("m") } else { try await act() }
    case .rewrite:
      if try browser.context == .question {
        browser.press("y")
      } else if let run = try browser.browser.shared.run, run.isUnderWay {
        // Paused, it goes on by a key; waiting for the limit, by itself.
        if run.bulk.pause != nil {
          if try browser.context == .run { browser.press(.escape) }
          browser.press("P")
        }
        try await browser.waitForRun()
      } else {
        if try browser.context != .run { browser.press("W") }
        browser.press("r")
      }
    }
    try await browser.settle()
    if try browser.context == .conflict { browser.press("m") }
    try await browser.settle()
  }
}
