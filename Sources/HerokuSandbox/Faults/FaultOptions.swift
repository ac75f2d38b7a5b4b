import HTTPTypes

/// The options of a fault that is being read; what nobody asks for is an error in the end.
struct FaultOptions {
  let fault: String
  private var values: [String: String] = [:]
  private var asked: [String] = []

  /// Reads `name=value,name=value`.
  init(of fault: String, _ text: Substring) throws(FaultError) {
    self.fault = fault
    for option in text.split(separator: ",") {
      let pair = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, !pair[0].isEmpty else {
        throw FaultError(description: "“\(option)” is no option of \(fault): write it as name=value.")
      }
      let name = String(pair[0])
      guard values.updateValue(String(pair[1]), forKey: name) == nil else {
        throw FaultError(description: "The fault \(fault) has the option \(name) twice.")
      }
    }
  }

  /// A whole number, such as a count or milliseconds.
  mutating func number(_ name: String, _ allowed: ClosedRange<Int>) throws(FaultError) -> Int? {
    try value(name, "a number from \(allowed.lowerBound) to \(allowed.upperBound)") { text in
      Int(text).flatMap { allowed.contains($0) ? $0 : nil }
    }
  }

  /// A duration, given in milliseconds.
  mutating func milliseconds(_ name: String) throws(FaultError) -> Duration? {
    try number(name, 0...3_600_000).map { .milliseconds($0) }
  }

  mutating func probability(_ name: String) throws(FaultError) -> Double? {
    try value(name, "from 0 to 1") { text in
      Double(text).flatMap { (0...1).contains($0) ? $0 : nil }
    }
  }

  mutating func seed(_ name: String) throws(FaultError) -> UInt64? {
    try value(name, "a whole number from 0") { UInt64($0) }
  }

  mutating func method(_ name: String) throws(FaultError) -> HTTPRequest.Method? {
    let methods: [HTTPRequest.Method] = [.get, .post, .patch, .delete]
    return try value(name, "GET, POST, PATCH or DELETE") { text in
      methods.first { $0.rawValue == text.uppercased() }
    }
  }

  mutating func path(_ name: String) throws(FaultError) -> PathPattern? {
    try value(name, "a path, such as /apps or /apps/*/config-vars") { PathPattern($0) }
  }

  /// Text, in which a comma is written `%2C`.
  mutating func text(_ name: String) throws(FaultError) -> String? {
    try value(name, "visible ASCII text, percent-encoded where needed") { text in
      text.percentDecoded.flatMap { decoded in
        decoded.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !decoded.isEmpty ? decoded : nil
      }
    }
  }

  /// Text of any kind, in which a comma is written `%2C`.
  mutating func anyText(_ name: String) throws(FaultError) -> String? {
    try value(name, "text, percent-encoded where needed") { $0.percentDecoded }
  }

  /// What an error says instead of what it would.
  mutating func errorAnswer(_ usual: Fault.ErrorAnswer) throws(FaultError) -> Fault.Kind {
    var answer = usual
    answer.body = try choice("body") ?? answer.body
    answer.id = try anyText("id") ?? answer.id
    answer.message = try anyText("message") ?? answer.message
    answer.url = try anyText("url") ?? answer.url
    answer.retryAfter = try retryAfter()
    return .errorAnswer(answer)
  }

  private mutating func retryAfter() throws(FaultError) -> Fault.RetryAfter? {
    let seconds = try number("retry-after", 0...86400).map(Fault.RetryAfter.seconds)
    let form = try choice("date-form", of: Timestamp.HTTPForm.self) ?? .imf
    let date = try number("retry-date", -86400...86400).map {
      Fault.RetryAfter.date(secondsFromNow: $0, form)
    }
    let text = try text("retry-text").map(Fault.RetryAfter.text)
    let given = [seconds, date, text].compactMap(\.self)
    guard given.count < 2 else {
      throw FaultError(
        description: "The fault \(fault) takes one of retry-after, retry-date and retry-text."
      )
    }
    return given.first
  }

  /// One of several words.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String,
    of type: Choice.Type = Choice.self
  ) throws(FaultError) -> Choice? {
    let words = Choice.allCases.map(\.rawValue)
    return try value(name, words.formattedAsChoice) { Choice(rawValue: $0) }
  }

  /// Makes sure that every option was one.
  func finish() throws(FaultError) {
    guard let unknown = values.keys.sorted().first(where: { !asked.contains($0) }) else { return }
    throw FaultError(
      description: "The fault \(fault) has no option “\(unknown)”; it takes \(asked.joined(separator: ", "))."
    )
  }

  private mutating func value<Value>(
    _ name: String,
    _ expectation: String,
    read: (String) -> Value?
  ) throws(FaultError) -> Value? {
    asked.append(name)
    guard let text = values[name] else { return nil }
    guard let value = read(text) else {
      throw FaultError(description: "The option \(name) of \(fault) is \(expectation), not “\(text)”.")
    }
    return value
  }
}

extension [String] {
  /// `a, b or c`.
  fileprivate var formattedAsChoice: String {
    guard let last, count > 1 else { return first ?? "" }
    return "\(dropLast().joined(separator: ", ")) or \(last)"
  }
}
