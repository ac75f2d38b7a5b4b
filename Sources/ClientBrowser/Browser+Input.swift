import HerokuAPI

/// Keys and pastes.
extension Browser {
  /// Takes a key in.
  ///
  /// What holds everywhere is done here; everything else goes to the topmost screen.
  mutating func take(_ key: Key) -> [Effect] {
    list.noteChoice()
    if shared.status?.isTransient == true { shared.status = nil }
    arrange()
    switch shared.keymap.meaning(of: [key], in: .everywhere) {
    case .command(.interrupt): return interrupt()
    case .command(.repaint): return [.repaint]
    case .command(.suspend): return [.suspend]
    default: break
    }
    return isTooSmall ? takeUnseen(key) : enter(key)
  }

  /// Whether nothing can be shown but what must be answered.
  var isTooSmall: Bool { shared.layout.arrangement == .tooSmall }

  /// A key on a screen that is too small: it answers what is shown there, or quits.
  private mutating func takeUnseen(_ key: Key) -> [Effect] {
    if presentation?.isUrgent == true { return enter(key) }
    typedKeys = []
    return shared.keymap.meaning(of: [key], in: .list) == .command(.quit) ? quit() : []
  }

  private mutating func enter(_ key: Key) -> [Effect] {
    let keys = typedKeys + [key]
    let begun = typedKeys.first.flatMap { shared.keymap.prefix($0, in: context) }
    typedKeys = []
    if context.takesText, let text = key.text { return give(.typed(text)) }
    switch shared.keymap.meaning(of: keys, in: context) {
    case .command(let command): return run(command)
    case .beginning(let prefix): return begin(prefix)
    case .nothing: break
    }
    if let begun {
      if key != .escape { shared.status = Status(.information, refusal(after: begun)) }
      return []
    }
    // Over a slow line, Escape and the key after it arrive as one with Alt.
    guard key.modifiers.contains(.alt), key.code != .escape else { return [] }
    return take(.escape) + take(Key(key.code, key.modifiers.subtracting(.alt)))
  }

  /// Waits for the key that ends a sequence, if one of those could do something now.
  private mutating func begin(_ prefix: Keymap.Prefix) -> [Effect] {
    let commands = shared.keymap.bindings(after: prefix, in: context).map(\.command)
    let reasons = commands.compactMap { topmost.reasonAgainst($0, in: shared) }
    if let reason = reasons.first, reasons.count == commands.count {
      shared.status = Status(.information, reason)
    } else {
      typedKeys = [prefix.key]
    }
    return []
  }

  private func refusal(after prefix: Keymap.Prefix) -> String {
    let keys = shared.keymap.bindings(after: prefix, in: context).compactMap {
      $0.sequences.first?.last?.name
    }
    let list = keys.dropLast().joined(separator: ", ") + (keys.count > 1 ? " or " : "") + (keys.last ?? "")
    return "Nothing done: \(prefix.key.name) wants \(list) after it."
  }

  private mutating func run(_ command: Command) -> [Effect] {
    if resting.contains(command) {
      // Masking costs nothing, and must not wait.
      let masks = command == .toggleSecret && screens.isEmpty && list.secret != .notRead
      return (masks ? give(.command(command)) : []) + rest(command)
    }
    // Another key that means something: the one before is not held down, and what is there has been seen.
    resting.endAll()
    return give(.command(command))
  }

  /// Lets a command rest until its key has been left alone for a moment.
  mutating func rest(_ command: Command) -> [Effect] {
    [.remind(.rested(command, resting.begin(command)), after: .milliseconds(600))]
  }

  /// A paste is text: it goes to the topmost screen, which has a field for it or not.
  mutating func take(pasted text: String) -> [Effect] {
    // Some terminals send an empty one where what was copied is no text; it looks for nothing.
    guard !text.isEmpty || !screens.isEmpty else { return [] }
    guard !isTooSmall || presentation?.isUrgent == true, typedKeys.isEmpty else { return [] }
    guard context.takesText || topmost.takesPastes || screens.isEmpty else {
      let isFree = shared.status?.isTransient ?? true
      if isFree {
        shared.status = Status(.information, "Nothing takes a text here: what was pasted was dropped.")
      }
      return []
    }
    return give(.pasted(text))
  }

  /// Tells what became of a paste, where the filter is typed in the place of the status there too.
  mutating func tell(ofPaste status: Status) -> [Effect] {
    guard context == .filtering else {
      shared.status = status
      return []
    }
    return give(.told(status))
  }

  /// Gives an input to the topmost screen, and grants what it wishes.
  mutating func give(_ input: ScreenInput) -> [Effect] {
    give(input, to: screens.count - 1)
  }

  /// Gives an input to a screen; -1 is the list.
  mutating func give(_ input: ScreenInput, to index: Int) -> [Effect] {
    let wishes =
      index < 0 ? list.handle(input, in: shared) : screens[index].handle(input, in: shared)
    return grant(wishes, of: index)
  }

  /// The screen that has the keys.
  var topmost: any Screen { screens.last ?? list }

  /// Where the next key press lands.
  public var context: Context { screens.last?.context ?? list.context }
}

/// Commands whose keys are not taken until they have been left alone for a moment.
///
/// A key held down asks for the same again and again; and one pressed just before a panel came up was not meant for it.
struct RestingCommands: Hashable, Sendable {
  private var turns: [Command: Int] = [:]
  /// Counts on over all of them, so that a reminder of an earlier one ends none of the later.
  private var lastTurn = 0

  /// Whether a command rests.
  func contains(_ command: Command) -> Bool { turns[command] != nil }

  /// Lets a command rest, or rest on; returns what ends it.
  mutating func begin(_ command: Command) -> Int {
    lastTurn += 1
    turns[command] = lastTurn
    return lastTurn
  }

  /// Ends a rest, unless it has begun anew since.
  mutating func end(_ command: Command, _ turn: Int) {
    if turns[command] == turn { turns[command] = nil }
  }

  /// Ends every rest.
  mutating func endAll() { turns = [:] }
}

extension Key {
  /// The character that it types; nil where it types none.
  fileprivate var text: String? {
    guard case .character(let character) = code, modifiers.isSubset(of: .shift) else { return nil }
    return String(character)
  }
}
