import HerokuAPI

extension ClientTable {
  /// How bad the worst is that there is to say about a client; nil where there is nothing.
  func severity(of slot: Slot) -> FindingSeverity? {
    self[slot].severity ?? (isDuplicate(slot) ? .note : nil)
  }

  /// Whether another client has the same name or redirect URI.
  func isDuplicate(_ slot: Slot) -> Bool {
    !namesakes(of: slot, atMost: 1).isEmpty || !sharers(of: slot, atMost: 1).isEmpty
  }

  /// Other clients with the same name, whichever way its accents are spelled; as many as are wanted, in no order.
  func namesakes(of slot: Slot, atMost limit: Int) -> [Slot] {
    sameNames.others(than: slot, atMost: limit) { other in
      isAlive(other) && foldedName(of: other) == foldedName(of: slot) && name(of: other) == name(of: slot)
    }
  }

  /// Other clients with the same redirect URI, letter by letter; as many as are wanted, in no order.
  func sharers(of slot: Slot, atMost limit: Int) -> [Slot] {
    sameURIs.others(than: slot, atMost: limit) { other in
      isAlive(other)
        && withBytes(.redirectURI, of: other) { its in
          withBytes(.redirectURI, of: slot) { $0.elementsEqual(its) }
        }
    }
  }
}
