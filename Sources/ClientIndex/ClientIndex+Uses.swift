public import FoundationEssentials
public import HerokuAPI

/// Where a client is used, as far as somebody has looked.
public struct ClientUse: Hashable, Sendable {
  /// The names of the apps that hold it, in their order; none where it was found nowhere.
  public var apps: [String]
  /// Whether one of them holds a secret that is not the client's any more.
  public var isStale: Bool

  /// Puts it together.
  public init(apps: [String], isStale: Bool) {
    self.apps = apps
    self.isStale = isStale
  }
}

/// Uses: in which apps clients are, which a look around tells and no load.
///
/// What is known belongs to the client's id, as marks do.
extension ClientIndex {
  /// Where a client is used; nil where nobody has looked for it.
  public func use(of id: ClientID) -> ClientUse? { table.uses[id] }

  /// Whether anybody has looked.
  public var knowsUses: Bool { !table.uses.isEmpty }

  /// Takes in what a look around has found, in the place of all that was known before.
  ///
  /// - Parameter now: when ages are counted from that the filter asks for.
  public mutating func setUses(_ uses: [ClientID: ClientUse], at now: Date) {
    table.uses = uses
    for slot in order { noteUse(of: slot) }
    usesChanged(at: now)
  }

  /// Takes in what has become of the uses of one client; nil where that is not known any more.
  public mutating func setUse(_ use: ClientUse?, of id: ClientID, at now: Date) {
    table.uses[id] = use
    if let slot = table.slot(of: id) { noteUse(of: slot) }
    usesChanged(at: now)
  }

  private mutating func noteUse(of slot: Slot) {
    let use = table.uses[table.id(of: slot)]
    var ours = table[slot].flags.intersection(.marks)
    if use?.apps.isEmpty == true { ours.insert(.isNowhere) }
    if use?.isStale == true { ours.insert(.isStale) }
    table.setOurs(ours, of: slot)
  }

  private mutating func usesChanged(at now: Date) {
    generation += 1
    if filter.asksForUses { filterAgain(at: now) }
  }
}
