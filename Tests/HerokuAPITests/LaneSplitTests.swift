import Testing

@testable import HerokuAPI

struct LaneSplitTests {
  /// Ids that are spread evenly, up to those that begin with `last`.
  func ids(_ count: UInt32 = 100, upTo last: UInt32) -> [ClientID] {
    (1...count).map { IDPrefix(UInt32(UInt64(last) * UInt64($0) / UInt64(count))).lastID }
  }

  func split(_ ids: [ClientID], next: String? = nil, lanes: Int = 8) -> LaneSplit {
    LaneSplit(
      after: ids,
      nextRange: next ?? "id ]\(ids.last?.text ?? "").. ; max=1000",
      maximumLanes: lanes
    )
  }

  @Test func `shares out all that is left, with no client in two stretches or in none`() {
    let ids = ids(upTo: 0x0100_0000)
    let stretches = split(ids).stretches
    #expect(stretches.count == 8)
    #expect(stretches.first?.lowerBound == ids.last)
    #expect(stretches.last?.upperBound == nil)
    for (stretch, next) in zip(stretches, stretches.dropFirst()) {
      #expect(stretch.upperBound == next.lowerBound)
      #expect(stretch.lowerBound < next.lowerBound)
    }
    #expect(IDStretch.joined(stretches).count == 1)
    let widths = stretches.map { stretch in
      UInt64(stretch.upperBound.flatMap(IDPrefix.init)?.bits ?? .max)
        - UInt64(IDPrefix(stretch.lowerBound)?.bits ?? 0)
    }
    #expect((widths.max() ?? 0) - (widths.min() ?? 0) <= 2)
  }

  @Test func `asks for stretches in the words of the API`() {
    let stretches = split(ids(upTo: 0x2000_0000), lanes: 2).stretches
    #expect(
      stretches.map(\.range) == [
        "id ]20000000-ffff-ffff-ffff-ffffffffffff..90000000-ffff-ffff-ffff-ffffffffffff; max=1000",
        "id ]90000000-ffff-ffff-ffff-ffffffffffff..; max=1000",
      ]
    )
  }

  /// The last id's place in sixteenths of all, and how many lanes follow from it.
  @Test(
    arguments: [
      // Two pages, three and four: one lane.
      (0x8000_0000, 0), (0x5555_5555, 0), (0x4000_0000, 0),
      // Five and six; seven.
      (0x3333_3333, 2), (0x2aaa_aaaa, 2), (0x2492_4924, 3),
      (0x1000_0000, 7), (0x0f00_0000, 8), (0x0028_f5c3, 8), (0xffff_ffff, 0),
    ] as [(UInt32, Int)]
  )
  func `opens no more lanes than there is work for`(last: UInt32, lanes: Int) {
    #expect(split(ids(upTo: last)).stretches.count == lanes)
  }

  @Test func `opens no more lanes than it may`() {
    let ids = ids(upTo: 0x0100_0000)
    #expect(split(ids, lanes: 3).stretches.count == 3)
    for lanes in [1, 0, -1] { #expect(split(ids, lanes: lanes).stretches.isEmpty) }
  }

  @Test func `leaves one lane where the ids do not say how many there are`() {
    // As UUIDs that begin with the time do.
    let alike = (0..<100).map { IDPrefix(0x0190_0000 + $0).lastID }
    #expect(split(alike).stretches.isEmpty)
    #expect(split(["a", "b", "c", "d"].map(ClientID.init)).stretches.isEmpty)
    let upperCase = ids(upTo: 0x0f00_0000).map { ClientID($0.text.uppercased()) }
    #expect(split(upperCase).stretches.isEmpty)
    #expect(split([]).stretches.isEmpty)
    #expect(split(ids(upTo: 0x0100_0000).reversed()).stretches.isEmpty)
  }

  @Test func `leaves one lane where the next range is not the one it would have asked for`() {
    let ids = ids(upTo: 0x0100_0000)
    let last = ids.last?.text ?? ""
    #expect(!split(ids, next: "id ]\(last)..; max=1000").stretches.isEmpty)
    #expect(!split(ids, next: "id ]\(last)..").stretches.isEmpty)
    for next in ["id ]\(last)..f; max=1000", "id \(last)..", "name ]\(last)..", "7", "id ]a..; max=1000", ""]
    {
      #expect(split(ids, next: next).stretches.isEmpty, "\(next)")
    }
    #expect(LaneSplit(after: ids, nextRange: nil, maximumLanes: 8).stretches.isEmpty)
  }

  @Test func `knows a UUID from what only looks like one`() {
    #expect(IDPrefix(ClientID("01234567-89ab-cdef-0123-456789abcdef"))?.bits == 0x0123_4567)
    for text in [
      "01234567-89ab-cdef-0123-456789abcde", "01234567-89ab-cdef-0123-456789abcdefa",
      "0123456-789ab-cdef-0123-456789abcdef", "+1234567-89ab-cdef-0123-456789abcdef", "",
      "0123456789abcdef0123456789abcdef0123",
    ] {
      #expect(IDPrefix(ClientID(text)) == nil, "\(text)")
    }
    #expect(IDPrefix(7).lastID.text == "00000007-ffff-ffff-ffff-ffffffffffff")
  }
}
