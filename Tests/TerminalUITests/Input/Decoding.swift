import ClientBrowser

@testable import TerminalUI

/// What a fresh decoder makes of bytes, with nothing left pending.
func decode(_ bytes: [UInt8]) -> [TerminalInput] {
  var decoder = KeyDecoder()
  return decoder.feed(bytes) + decoder.flush()
}

/// What a fresh decoder makes of a text, with nothing left pending.
func decode(_ text: String) -> [TerminalInput] { decode(Array(text.utf8)) }

/// The same, with every byte in a read of its own.
func decodeBytewise(_ bytes: [UInt8]) -> [TerminalInput] {
  var decoder = KeyDecoder()
  return bytes.flatMap { decoder.feed([$0]) } + decoder.flush()
}

/// Key presses, as input.
func keys(_ keys: [Key]) -> [TerminalInput] { keys.map(TerminalInput.key) }
