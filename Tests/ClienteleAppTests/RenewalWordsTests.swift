import HerokuAPI
import TestSupport
import Testing

@testable import ClienteleApp

/// What is said before a secret is set everywhere, by how many requests are left.
@Suite struct RenewalWordsTests {
  private func summary(_ occasion: RenewalPlan.Occasion, left: Int?) -> String {
    preview(occasion, left: left).lines.last ?? ""
  }

  private func preview(_ occasion: RenewalPlan.Occasion, left: Int?) -> RenewalPreview {
    RenewalPreview(
      plan: RenewalPlan(.sample("Shop", id: "01d00000"), Whereabouts(), for: occasion),
      shortfall: "",
      remainingRequests: left,
      host: "api.heroku.com"
    )
  }

  @Test func `a rotation says that it keeps nothing in reserve once it has begun, or does not begin`() {
    #expect(
      summary(.rotation, left: 4000).hasSuffix(
        "That takes 2 requests; 4000 are left, of which 200 are kept in reserve."
      )
    )
    #expect(summary(.rotation, left: 202).hasSuffix("202 are left, of which 200 are kept in reserve."))
    #expect(
      summary(.rotation, left: 201).hasSuffix(
        "; 201 are left. Once it has rotated, it keeps none in reserve: to wait would leave apps cut off."
      )
    )
    #expect(
      summary(.rotation, left: 1).hasSuffix(
        "; 1 are left: it does not begin before there are enough, in about 1 s."
      )
    )
    #expect(summary(.rotation, left: nil).hasSuffix("That takes 2 requests."))
  }

  @Test func `it is refused only where what is left is known, and does not suffice`() throws {
    let plan = preview(.rotation, left: nil).plan
    for left in [nil, 2, 4000] as [Int?] {
      #expect(RenewalPreview.reasonAgainst(plan, remaining: left) == nil)
    }
    let reason = try #require(RenewalPreview.reasonAgainst(plan, remaining: 0))
    #expect(reason.status == .refused)
    #expect(reason.lines.first?.contains("That takes 2 requests, and 0 are left") == true)
    #expect(reason.lines.first?.hasSuffix("Nothing was rotated; there are enough in about 2 s.") == true)
  }

  @Test func `where nothing would be set, no number is told`() {
    #expect(summary(.mending, left: 4000) == "No app would get the secret.")
    #expect(summary(.rotation, left: 4000).contains("stops working at once; no app would get the new one. "))
  }
}
