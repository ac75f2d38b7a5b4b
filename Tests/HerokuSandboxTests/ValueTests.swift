import Testing

@testable import HerokuSandbox

@Suite struct ValueTests {
  @Test func `a timestamp is written and read as RFC 3339`() {
    for (seconds, text) in [
      (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
      (1_709_284_320, "2024-03-01T09:12:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
      (1_798_761_599, "2026-12-31T23:59:59Z"),
    ] as [(Int64, String)] {
      #expect(Timestamp(seconds: seconds).description == text)
      #expect(Timestamp(text) == Timestamp(seconds: seconds))
    }
  }

  @Test func `a timestamp is written as HTTP wants it`() {
    for (seconds, text) in [
      (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"),
    ] as [(Int64, String)] {
      #expect(Timestamp(seconds: seconds).httpDate() == text)
    }
  }

  @Test(
    arguments: [
      "", "2024-03-01", "2024-03-01T09:12:00", "2024-03-01 09:12:00Z", "2024-03-01T09:12:00+01",
      "2024-02-30T00:00:00Z",
      "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z", "2024-00-10T00:00:00Z", "2024-03-01T24:00:00Z",
      "2024-03-01T09:60:00Z",
      "2024-03-01t09:12:00z", "+024-03-01T09:12:00Z",
    ]
  )
  func `a timestamp in another form is none`(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `every day of four hundred years is read back as itself`() {
    for day in 0..<146_097 {
      let timestamp = Timestamp(seconds: Int64(day) * 86400 - 6_000_000_000)
      #expect(Timestamp(timestamp.description) == timestamp)
    }
  }

  @Test func `an identifier is read in either case and written in lower case`() {
    let text = "01234567-89ab-4cde-8f01-23456789abcd"
    #expect(Identifier(text)?.description == text)
    #expect(Identifier(text.uppercased())?.description == text)
    for wrong in [
      "", "0123456789ab4cde8f0123456789abcd", text + "0", String(text.dropLast()), "{\(text)}",
      text.replacing("-4", with: "4-"),
    ] {
      #expect(Identifier(wrong) == nil, "\(wrong)")
    }
  }

  @Test func `identifiers sort as their texts do`() {
    var generator = SeededGenerator(seed: 1)
    let identifiers = (0..<1000).map { _ in Identifier(using: &generator) }
    #expect(identifiers.sorted().map(\.description) == identifiers.map(\.description).sorted())
  }

  @Test func `a text is percent-encoded so that nothing in it separates parts of a range`() {
    for text in ["Billing portal", "a..b;c,d/e]f[g=h%20", "日本語", "\u{1b}\r\n", ""] {
      #expect(
        text.percentEncoded.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "%-_".contains($0)) }
      )
      #expect(text.percentEncoded.percentDecoded == text)
    }
    for broken in ["%", "%2", "%zz", "%c3", "a%ffb"] {
      #expect(broken.percentDecoded == nil)
    }
  }

  @Test func `a text in JSON comes back as it was`() throws {
    for text in ["", "\"\\/", "\u{0}\u{1}\u{1f}\u{7f}\t\r\n", "日本語 👨‍👩‍👧‍👦", "\u{2028}\u{202e}", "Cafe\u{301}"] {
      var json = JSONBytes()
      json.object { $0.member("text", text) }
      let value = try #require(JSONValue(parsing: json.bytes))
      guard case .object(let members) = value, case .string(let back) = members["text"] else {
        Issue.record("\(value)")
        continue
      }
      #expect(back.utf8.elementsEqual(text.utf8))
    }
  }
}
