import ClientIndex
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct ListColumnsTests {
  /// Nine clients have values of the first width, and one of the second.
  private func needs(name: (Int, Int), redirectURI: (Int, Int)) -> ListNeeds {
    func statistic(_ widths: (Int, Int)) -> WidthStatistic {
      WidthStatistic(Array(repeating: widths.0, count: 9) + [widths.1])
    }
    return ListNeeds(names: statistic(name), redirectURIs: statistic(redirectURI))
  }

  @Test func `no two columns overlap, and all lie within the width`() {
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<2000 {
      let width = Int.random(in: 40...240, using: &generator)
      let name = Int.random(in: 0...255, using: &generator)
      let uri = Int.random(in: 0...255, using: &generator)
      let needs = needs(name: (name / 2, name), redirectURI: (uri / 2, uri))
      let columns = ListColumn.allCases.shuffled(using: &generator)
      let places = ListColumns(width: width, columns: columns, needs: needs).places
      var end = ListColumns.sign + 1
      for place in places {
        #expect(place.start >= end && place.width > 0, "\(width) \(needs) \(places)")
        end = place.start + place.width + (place == places.first ? ListColumns.findingGap : ListColumns.gap)
      }
      let gap = places.count == 1 ? 1 : ListColumns.gap
      #expect(end - gap + ListColumns.margin == width, "nothing is left over: \(width) \(places)")
    }
  }

  @Test func `cuts nothing where there is room for all`() {
    let needs = needs(name: (20, 40), redirectURI: (50, 80))
    let width = needs.width(of: ListColumn.standard)
    let columns = ListColumns(width: width, needs: needs)
    #expect(columns[.name]?.width == 40 && columns[.redirectURI]?.width == 80)
    #expect(ListColumns(width: width + 9, needs: needs)[.redirectURI]?.width == 89)
  }

  @Test func `one long value takes nothing from what nearly all of the other column need`() {
    let columns = ListColumns(width: 70, needs: needs(name: (20, 200), redirectURI: (34, 34)))
    #expect(columns[.redirectURI]?.width == 34)
    #expect(columns[.name]?.width == 70 - 1 - 3 - 34 - 2 - 7 - 1)
  }

  @Test func `cuts as little as any other widths would`() {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<200 {
      let count = Int.random(in: 1...30, using: &generator)
      let names = (0..<count).map { _ in Int.random(in: 1...60, using: &generator) }
      let uris = (0..<count).map { _ in Int.random(in: 1...80, using: &generator) }
      let needs = ListNeeds(names: WidthStatistic(names), redirectURIs: WidthStatistic(uris))
      // The headings have their room in any case.
      let (name, uri) = ("NAME ↑".count, "REDIRECT URI ↑".count)
      let room = Int.random(in: name + uri...120, using: &generator)
      func cut(_ name: Int, _ uri: Int) -> Int {
        zip(names, uris).reduce(0) { $0 + max(0, $1.0 - name) + max(0, $1.1 - uri) }
      }
      let shares = needs.share(room, among: [.name, .redirectURI])
      #expect(shares.reduce(0, +) == room && shares[0] >= name && shares[1] >= uri)
      let least = (name...room - uri).map { cut($0, room - $0) }.min()
      #expect(cut(shares[0], shares[1]) == least, "\(names) \(uris) in \(room): \(shares)")
    }
  }

  @Test func `ages give way to names and redirect URIs on a narrow screen`() {
    #expect(ListColumns(width: 54)[.updated] != nil)
    #expect(ListColumns(width: 53)[.updated] == nil)
  }

  @Test func `the list has what it needs before the detail has more than it needs`() {
    let size = Size(columns: 180, rows: 40)
    let narrow = Layout(size: size, needs: needs(name: (20, 20), redirectURI: (30, 30)))
    #expect(narrow.detail.columns == Layout.widestDetail)
    let wide = Layout(size: size, needs: needs(name: (20, 30), redirectURI: (50, 70)))
    #expect(wide.listColumns[.name]?.width == 30 && wide.listColumns[.redirectURI]?.width == 70)
    let tooWide = Layout(size: size, needs: needs(name: (20, 99), redirectURI: (50, 199)))
    #expect(tooWide.detail.columns == Layout.narrowestDetail)
  }
}
