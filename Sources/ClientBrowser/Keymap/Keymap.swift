/// Which keys ask for which commands where: what a key press means, and what help, hints, `docs/keys.md` and every
/// sentence that names a key are made of.
///
/// A value: another one, read from a file, is as good as ``standard``.
public struct Keymap: Hashable, Sendable {
  /// One row: a command, the keys that ask for it in some contexts, and the words for it.
  public struct Binding: Hashable, Sendable {
    /// What is asked for.
    public let command: Command
    /// The keys, each a sequence that is pressed one after the other; the one that people are told first.
    public let sequences: [[Key]]
    /// Where they are in force, and in all that inherits from there.
    public let contexts: [Context]
    /// What it does, for help and manual: `Delete the client, after a confirmation`.
    public let title: String
    /// The word beside the key at the bottom of the screen; nil where it is not shown there.
    public let hint: String?
    /// What it is for, which is where the help tells it.
    public internal(set) var group = Group.program

    /// A command with keys that are pressed alone.
    init(_ command: Command, _ keys: [Key], in contexts: [Context], _ title: String, hint: String? = nil) {
      self.init(command, sequences: keys.map { [$0] }, in: contexts, title, hint: hint)
    }

    /// A command with sequences of keys.
    init(
      _ command: Command,
      sequences: [[Key]],
      in contexts: [Context],
      _ title: String,
      hint: String? = nil
    ) {
      self.command = command
      self.sequences = sequences
      keyName = sequences.first.map(Keymap.name(of:)) ?? ""
      self.contexts = contexts
      self.title = title
      self.hint = hint
    }

    /// What people call its first keys: `y s`.
    public let keyName: String
  }

  /// The key that begins sequences, and the words for it.
  public struct Prefix: Hashable, Sendable {
    /// The key.
    public let key: Key
    /// Where it begins something.
    public let contexts: [Context]
    /// The word beside the key at the bottom of the screen.
    public let hint: String
  }

  /// What keys that were pressed one after the other come to.
  public enum Meaning: Hashable, Sendable {
    /// They ask for something.
    case command(Command)
    /// More keys may follow.
    case beginning(Prefix)
    /// They are bound to nothing.
    case nothing
  }

  /// Every binding, in the order in which hints and help show them.
  public let bindings: [Binding]
  /// What begins sequences.
  public let prefixes: [Prefix]
  /// What the keys of each context itself ask for, by its number; what it inherits is looked up where it stands.
  ///
  /// Lists, since a context has some dozens of keys, and each type that is hashed costs the start of the program more than
  /// all that is looked up later: the runtime searches every conformance of the program for the type's own.
  private var entries: [[Entry]]
  /// What hints tell in each context, by its number: looked up whenever a picture is made.
  private var hinted: [[Binding]] = []

  /// Keys, and what they ask for.
  private struct Entry: Hashable, Sendable {
    let keys: [Key]
    let command: Command
  }

  /// Makes a keymap of its rows.
  init(_ bindings: [Binding], prefixes: [Prefix]) {
    self.bindings = bindings
    self.prefixes = prefixes
    entries = Context.allCases.map { _ in [] }
    for binding in bindings {
      let asked = binding.sequences.map { Entry(keys: $0, command: binding.command) }
      for context in binding.contexts { entries[context.rawValue] += asked }
    }
    hinted = Context.allCases.map { context in
      rows(in: context).filter { bindings[$0].hint != nil }.map { bindings[$0] }
    }
  }

  /// The numbers of the rows in force in a context, in the order of the table.
  ///
  /// Numbers, since a row is not small, and each that is looked at would be copied.
  private func rows(in context: Context) -> [Int] {
    let inherited = context.inherited
    return bindings.indices.filter { isInForce($0, in: context, inheriting: inherited) }
  }

  /// Whether a row holds in a context: it is its own, or inherited and not hidden by a nearer one.
  private func isInForce(_ row: Int, in context: Context, inheriting inherited: [Context]) -> Bool {
    let contexts = bindings[row].contexts
    if contexts.contains(context) { return true }
    guard contexts.contains(where: inherited.contains) else { return false }
    return bindings[row].sequences.contains { command(for: $0, in: context) == bindings[row].command }
  }

  /// What keys ask for in a context, by its own rows or the nearest that it inherits.
  private func command(for keys: [Key], in context: Context) -> Command? {
    ownCommand(for: keys, in: context)
      ?? context.inherited.lazy.compactMap { ownCommand(for: keys, in: $0) }.first
  }

  private func ownCommand(for keys: [Key], in context: Context) -> Command? {
    entries[context.rawValue].first { $0.keys == keys }?.command
  }
}

extension Keymap {
  /// What keys mean in a context.
  ///
  /// A key with Shift or Control held that has no meaning of its own, though it has one without, means that: arrows.
  public func meaning(of keys: [Key], in context: Context) -> Meaning {
    if let command = command(for: keys, in: context) { return .command(command) }
    if keys.count == 1, let prefix = prefix(keys[0], in: context) { return .beginning(prefix) }
    guard let last = keys.last, last.isMoving, !last.modifiers.isEmpty, !last.modifiers.contains(.alt)
    else { return .nothing }
    return meaning(of: keys.dropLast() + [Key(last.code)], in: context)
  }

  /// The rows in force in a context, in the order of the table: its own and what it inherits.
  public func bindings(in context: Context) -> [Binding] {
    rows(in: context).map { bindings[$0] }
  }

  /// Those of them that hints tell.
  func hinted(in context: Context) -> [Binding] { hinted[context.rawValue] }

  /// The rows of a context itself.
  func ownBindings(in context: Context) -> [Binding] {
    bindings.filter { $0.contexts.contains(context) }
  }

  /// What may follow a prefix.
  func bindings(after prefix: Prefix, in context: Context) -> [Binding] {
    bindings(in: context).filter { $0.sequences.contains { $0.count > 1 && $0.first == prefix.key } }
  }

  /// What a key begins in a context, if it begins something.
  func prefix(_ key: Key, in context: Context) -> Prefix? {
    let places = [context] + context.inherited
    return prefixes.first { $0.key == key && $0.contexts.contains(where: places.contains) }
  }

  /// What people call the first keys of a command in a context, for sentences: `r`, `y s`, `Esc`.
  ///
  /// In the place of a command that has no key there, its title.
  public func name(of command: Command, in context: Context) -> String {
    let rows = bindings.indices.filter { bindings[$0].command == command }
    let inherited = context.inherited
    guard let row = rows.first(where: { isInForce($0, in: context, inheriting: inherited) }) else {
      return rows.first.map { "“\(bindings[$0].title)”" } ?? command.rawValue
    }
    return bindings[row].keyName
  }

  /// What people call keys that are pressed one after the other.
  static func name(of keys: [Key]) -> String {
    keys.count == 1 ? keys[0].name : keys.map(\.name).joined(separator: " ")
  }
}

extension Key {
  /// Whether it moves, and does so with other keys held as well.
  fileprivate var isMoving: Bool {
    switch code {
    case .up, .down, .left, .right, .home, .end, .pageUp, .pageDown: true
    default: false
    }
  }
}
