extension SampleClients {
  /// What a company's clients look like, and everything that a program that shows them may trip over.
  static let showcase: [Sample] = everyday + redirectURIs + scripts + oddities

  private static let everyday = [
    Sample(
      "Production dashboard",
      "https://dashboard.example.com/auth/heroku/callback",
      created: 2 * Sample.year + 100 * Sample.day,
      updated: 2 * Sample.hour
    ),
    Sample(
      "Staging dashboard",
      "https://staging.example.com/auth/heroku/callback",
      created: 2 * Sample.year + 99 * Sample.day,
      updated: 2 * Sample.hour + 7 * Sample.minute
    ),
    Sample(
      "Billing portal",
      "https://billing.example.com/oauth/heroku?return_to=invoices",
      ignoresDelinquent: true,
      created: 4 * Sample.year,
      updated: 12 * Sample.day
    ),
    Sample(
      "Analytics export",
      "https://analytics.example.com/auth/callback",
      created: 13 * Sample.month,
      updated: 3 * Sample.day
    ),
    Sample(
      "Partner sandbox",
      "http://sandbox.example.org/callback",
      ignoresDelinquent: nil,
      created: 5 * Sample.month
    ),
    Sample(
      "Customer support console",
      "https://support.example.com/sessions/heroku/callback",
      created: 3 * Sample.year + 20 * Sample.day,
      updated: 8 * Sample.week
    ),
    Sample(
      "Deploy bot",
      "https://deploy-bot.example.net:8443/oauth2/callback",
      created: 400 * Sample.day,
      updated: 26 * Sample.hour
    ),
    Sample(
      "Add-on provisioning",
      "https://addons.example.com/heroku/sso/callback?plan=standard-0&region=eu",
      ignoresDelinquent: true,
      created: 6 * Sample.year + 11 * Sample.day,
      updated: 14 * Sample.month
    ),
    // Two clients may share a name: only the id tells them apart.
    Sample(
      "Review apps",
      "https://review.example.com/auth/heroku/callback",
      created: 9 * Sample.month,
      updated: 40 * Sample.minute
    ),
    Sample(
      "Review apps",
      "https://review-eu.example.com/auth/heroku/callback",
      created: 9 * Sample.month - 3 * Sample.day,
      updated: 4 * Sample.month
    ),
    Sample(
      "Status page",
      "https://status.example.com/",
      ignoresDelinquent: nil,
      created: 7 * Sample.year + 64 * Sample.day
    ),
    Sample(
      "Log drain viewer",
      "https://logs.example.com/auth/callback#",
      created: 5 * Sample.year + 170 * Sample.day,
      updated: 5 * Sample.year
    ),
  ]

  private static let redirectURIs = [
    Sample(
      "Local development",
      "http://localhost:5000/auth/heroku/callback",
      created: 12 * Sample.day,
      updated: 5 * Sample.minute
    ),
    Sample(
      "Integration tests",
      "http://127.0.0.1:9292/callback",
      created: 3 * Sample.month,
      updated: 3 * Sample.day + Sample.hour
    ),
    Sample(
      "IPv6 lab",
      "http://[::1]:5000/oauth/callback",
      ignoresDelinquent: nil,
      created: 50 * Sample.day
    ),
    Sample(
      "Command line login",
      "http://localhost",
      created: 2 * Sample.year,
      updated: 9 * Sample.month
    ),
    Sample(
      "Mobile app (iOS)",
      "com.example.app:/oauth",
      created: 18 * Sample.month,
      updated: 6 * Sample.day
    ),
    Sample(
      "Mobile app (Android)",
      "com.example.app:/oauth/android",
      created: 18 * Sample.month,
      updated: 6 * Sample.day
    ),
    Sample(
      "Desktop menu bar",
      "exampleapp://oauth-callback",
      created: 3 * Sample.year,
      updated: 2 * Sample.year
    ),
    Sample(
      "Kiosk without a browser",
      "urn:ietf:wg:oauth:2.0:oob",
      ignoresDelinquent: true,
      created: 8 * Sample.year
    ),
    Sample(
      "Marketing microsite",
      "http://www.example.org/~campaign/2019/heroku.php",
      created: 7 * Sample.year,
      updated: 6 * Sample.year
    ),
    Sample(
      "Single sign-on gateway",
      "https://sso.example.com/realms/example/broker/heroku/endpoint?session_state=9f0c1f4e-6b1e-4c55-93a5"
        + "-0f3f0a4f9a0e&client_data=eyJydSI6Imh0dHBzOi8vcG9ydGFsLmV4YW1wbGUuY29tL2FwcHMvb3ZlcnZpZXcifQ&tab_id"
        + "=Qx3vYbW0q1E&kc_locale=en&next=https%3A%2F%2Fportal.example.com%2Fapps%2Foverview%3Fteam%3Dplatform",
      created: 11 * Sample.month,
      updated: 19 * Sample.hour
    ),
    Sample(
      "Legacy ERP connector",
      "https://erp.example.com/" + String(repeating: "integration/module/", count: 24) + "callback",
      created: 8 * Sample.year + 200 * Sample.day,
      updated: 4 * Sample.year
    ),
    Sample(
      "Bookshop checkout",
      "https://xn--bcher-kva.example/oauth/callback",
      created: 20 * Sample.month,
      updated: 30 * Sample.day
    ),
    Sample(
      "Bookshop checkout (old)",
      "https://bücher.example/oauth/callback",
      ignoresDelinquent: nil,
      created: 6 * Sample.year
    ),
    Sample(
      "Document archive",
      "https://archive.example.com/R%C3%BCckruf/%E2%9C%93?next=%2Fhome%20page",
      created: 16 * Sample.month
    ),
    Sample(
      "Wildcard previews",
      "https://*.preview.example.com/auth/callback",
      created: 15 * Sample.week,
      updated: 9 * Sample.week
    ),
    Sample(
      "Office printer",
      "http://10.0.12.7:631/heroku/callback",
      created: 5 * Sample.year,
      updated: 70 * Sample.day
    ),
  ]
}
