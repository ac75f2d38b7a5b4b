extension SampleClients {
  /// What any number of further clients look like: every combination of product, purpose and stage once,
  /// before the first comes again.
  static func combined(_ index: Int, using generator: inout SeededGenerator) -> Sample {
    // A stride that shares no factor with the number of combinations visits each of them, and neighbours
    // look unlike each other.
    let combination = index &* 61_843 % combinations
    let product = products[combination % products.count]
    let purpose = purposes[combination / products.count % purposes.count]
    let stage = stages[combination / products.count / purposes.count % stages.count]
    let region = regions[combination / products.count / purposes.count / stages.count]

    let name = [region.name, product, purpose, stage.name].filter { !$0.isEmpty }.joined(
      separator: " "
    )
    let host = [region.host, slug(product), stage.host].filter { !$0.isEmpty }.joined(
      separator: "-"
    )
    let domain = domains.randomElement(using: &generator) ?? "example.com"
    let path = paths.randomElement(using: &generator) ?? "/"
    let created = age(using: &generator)
    let wasChanged = Int.random(in: 0..<3, using: &generator) > 0
    return Sample(
      name,
      stage.host == "dev"
        ? "http://localhost:\(Int.random(in: 3000...9999, using: &generator))\(path)"
        : "https://\(host).\(domain)\(path)",
      ignoresDelinquent: [false, false, false, true, nil].randomElement(using: &generator) ?? false,
      created: created,
      updated: wasChanged ? Int64.random(in: Sample.minute...created, using: &generator) : created
    )
  }

  /// From minutes to years, with as many in each unit: most ages would be years otherwise.
  private static func age(using generator: inout SeededGenerator) -> Int64 {
    let units =
      [
        (Sample.minute, 60), (Sample.hour, 24), (Sample.day, 30), (Sample.month, 12),
        (Sample.year, 9),
        (Sample.year, 9),
      ] as [(Int64, Int64)]
    let (unit, count) = units.randomElement(using: &generator) ?? (Sample.day, 30)
    return Int64.random(in: 2 * unit...count * unit, using: &generator)
  }

  private static func slug(_ text: String) -> String {
    String(text.lowercased().map { $0 == " " ? "-" : $0 })
  }

  private static let combinations = regions.count * products.count * purposes.count * stages.count

  private static let regions = [
    (name: "", host: ""), (name: "EU", host: "eu"), (name: "US East", host: "use"),
    (name: "APAC", host: "apac"),
    (name: "Tokyo", host: "tyo"), (name: "Dublin", host: "dub"), (name: "Sydney", host: "syd"),
    (name: "Frankfurt", host: "fra"), (name: "Oregon", host: "ore"),
    (name: "Montreal", host: "mtl"),
  ]

  private static let stages = [
    (name: "", host: ""), (name: "(staging)", host: "staging"),
    (name: "(preview)", host: "preview"),
    (name: "(QA)", host: "qa"), (name: "(local)", host: "dev"), (name: "(demo)", host: "demo"),
    (name: "(canary)", host: "canary"),
  ]

  private static let products = [
    "Accounts", "Address book", "Appointments", "Auctions", "Backoffice", "Bookings", "Campaigns",
    "Cart",
    "Catalog", "Changelog", "Checkout", "Claims", "Contracts", "Coupons", "Courier",
    "Data warehouse",
    "Delivery", "Directory", "Documents", "Events", "Feedback", "Fleet", "Forecast", "Forms",
    "Fraud",
    "Fulfilment", "Gift cards", "Helpdesk", "Inventory", "Invoices", "Knowledge base", "Ledger",
    "Loyalty",
    "Mailings", "Maps", "Memberships", "Messaging", "Notifications", "Onboarding", "Orders",
    "Payments",
    "Payroll", "Photos", "Planning", "Pricing", "Procurement", "Profiles", "Recruiting",
    "Referrals",
    "Rentals", "Reports", "Returns", "Rewards", "Scheduling", "Search", "Shipping", "Storefront",
    "Surveys",
    "Tickets", "Timesheets", "Translations", "Travel", "Video", "Warehouse",
  ]

  private static let purposes = [
    "admin", "alerts", "API explorer", "audit trail", "backup", "bot", "console", "dashboard",
    "exporter",
    "gateway", "importer", "insights", "kiosk", "metrics", "mobile app", "monitor",
    "partner portal",
    "playground", "portal", "reporting", "scheduler", "single sign-on", "sync", "webhooks",
    "widget",
    "worker",
  ]

  private static let domains = [
    "example.com", "example.org", "example.net", "apps.example.com", "internal.example.net",
    "corp.example",
    "shop.example", "herokuapp.example",
  ]

  private static let paths = [
    "/auth/heroku/callback", "/oauth/callback", "/callback", "/users/auth/heroku/callback",
    "/login/oauth2/code/heroku", "/api/auth/callback/heroku", "/sessions/heroku?popup=1",
    "/oauth/heroku",
    "/sso/heroku/return",
  ]
}
