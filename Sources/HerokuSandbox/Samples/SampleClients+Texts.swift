/// Names in many scripts, and names that a terminal may trip over.
extension SampleClients {
  static let scripts = [
    Sample(
      "日本語クライアント",
      "https://jp.example.com/callback",
      created: 3 * Sample.year,
      updated: Sample.year
    ),
    Sample(
      "客户管理系统（测试环境）",
      "https://cn.example.com/oauth/heroku",
      created: 22 * Sample.month,
      updated: 45 * Sample.day
    ),
    Sample(
      "결제 관리자",
      "https://kr.example.com/auth/callback",
      created: 10 * Sample.month,
      updated: 8 * Sample.day
    ),
    Sample(
      "Панель управления",
      "https://ru.example.com/auth/callback",
      created: 4 * Sample.year,
      updated: 33 * Sample.week
    ),
    Sample(
      "بوابة العملاء",
      "https://ar.example.com/callback",
      created: 14 * Sample.month,
      updated: 80 * Sample.day
    ),
    Sample(
      "ग्राहक पोर्टल",
      "https://in.example.com/callback",
      created: 7 * Sample.month,
      updated: 15 * Sample.day
    ),
    // The same letters precomposed and as combining marks.
    Sample("Café crème dashboard", "https://cafe.example.com/callback", created: 25 * Sample.month),
    Sample(
      "Cafe\u{301} cre\u{300}me dashboard",
      "https://cafe-eu.example.com/callback",
      created: 24 * Sample.month
    ),
  ]

  static let oddities = [
    Sample(
      "👨‍👩‍👧‍👦 Family planner",
      "https://family.example.com/callback",
      created: 6 * Sample.month,
      updated: 11 * Sample.hour
    ),
    Sample(
      "Shop 🇩🇪 🇯🇵 checkout ⚠️",
      "https://shop.example.com/de/callback",
      created: 90 * Sample.day,
      updated: 17 * Sample.minute
    ),
    Sample(
      "Z\u{351}\u{36b}\u{343}a\u{30a}\u{327}\u{323}l\u{334}\u{34c}g\u{310}\u{325}o\u{311}\u{32d} stress test",
      "https://zalgo.example.com/callback",
      created: 2 * Sample.month
    ),
    Sample(
      "Quarterly revenue reconciliation and partner settlement workbench for the finance operations team "
        + "(EMEA, APAC and Latin America), replaces the spreadsheet, owner: finance-platform@example.com, "
        + "do not delete before the audit of the current fiscal year has been closed",
      "https://settlement.example.com/auth/heroku/callback",
      ignoresDelinquent: true,
      created: 17 * Sample.month,
      updated: 3 * Sample.week
    ),
    Sample(
      "Supercalifragilisticexpialidocious_internal_developer_platform_authentication_gateway_v2",
      "https://gateway.example.com/v2/oauth/callback",
      created: 35 * Sample.day,
      updated: 90 * Sample.minute
    ),
    // What a hostile name could try: colours, clearing the screen, a window title, a C1 control, reversed
    // text, a line break.
    Sample(
      "HOSTILE TEST DATA \u{1b}[31mred\u{1b}[0m\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}1m "
        + "\u{202e}desrever\u{202c} \u{2066}isolate\u{2069}\tend\r\nnext line",
      "https://hostile.example.com/callback?test=data",
      created: 29 * Sample.day,
      updated: 4 * Sample.hour
    ),
  ]
}
