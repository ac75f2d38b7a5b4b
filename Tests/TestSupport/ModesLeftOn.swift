/// The private modes of the terminal that are not as they were before all of this was written.
public func modesLeftOn(by output: String) -> [String] {
  // On in a terminal that nobody has touched: the cursor, and going on in the next row.
  let usual: Set<Substring> = ["7", "25"]
  var isOn: [Substring: Bool] = [:]
  for piece in output.split(separator: "\u{1b}[?").dropFirst(output.hasPrefix("\u{1b}[?") ? 0 : 1) {
    guard let end = piece.firstIndex(where: { $0 == "h" || $0 == "l" }) else { continue }
    for mode in piece[..<end].split(separator: ";") { isOn[mode] = piece[end] == "h" }
  }
  return isOn.filter { $0.value != usual.contains($0.key) }.keys.map(String.init).sorted()
}
