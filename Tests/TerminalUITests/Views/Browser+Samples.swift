import ClientBrowser
import ClientIndex
import FoundationEssentials
import HerokuAPI
import TestSupport

extension Browser {
  static let testNow = Date.testNow

  /// A browser of the sample clients, after these keys.
  static func sample(
    _ size: Size,
    clients: [OAuthClient] = OAuthClient.samples,
    keys: [Key] = [],
    loaded: Bool = true
  ) -> Browser {
    var (browser, effects) = Browser.start(host: "api.heroku.com", size: size, now: testNow, localTime: .utc)
    for effect in effects {
      switch effect {
      case .loadAccount(let id) where loaded:
        _ = browser.handle(.accountLoaded(id, Account(id: "a", email: "alice@example.com")))
      case .loadClients(let id) where loaded:
        _ = browser.handle(.pageLoaded(id, ClientBatch(clients)))
        _ = browser.handle(.loadEnded(id))
      default: break
      }
    }
    for key in keys { _ = browser.handle(.keyPressed(key)) }
    return browser
  }

  /// A browser that shows what it has kept from the day before, since the server cannot be reached.
  static func sampleOfLastTime(_ size: Size) -> Browser {
    var (browser, effects) = Browser.start(
      host: "api.heroku.com",
      size: size,
      now: testNow,
      localTime: .utc,
      keepsSnapshot: true
    )
    let kept = ListSnapshot(
      clients: OAuthClient.samples,
      version: nil,
      date: testNow.addingTimeInterval(-86_400)
    )
    let refused = APIError.unreachable(TransportFailure(.refused, mayHaveBeenSent: false))
    while !effects.isEmpty {
      switch effects.removeFirst() {
      case .readSnapshot(let id): effects += browser.handle(.snapshotRead(id, kept))
      case .loadClients(let id), .loadAccount(let id): effects += browser.handle(.readFailed(id, refused))
      default: break
      }
    }
    return browser
  }

  /// Lets the request that was just asked for end, and returns the browser after it.
  func answering(_ keys: [Key], _ answer: (Effect) -> Event?) -> Browser {
    var browser = self
    for key in keys {
      var effects = browser.handle(.keyPressed(key))
      while !effects.isEmpty {
        if let event = answer(effects.removeFirst()) { effects += browser.handle(event) }
      }
    }
    return browser
  }
}

extension OAuthClient {
  /// Clients with all that names and redirect URIs can be made of.
  static let samples: [OAuthClient] = {
    let texts = [
      ("Production dashboard", "https://dashboard.example.com/auth/heroku/callback"),
      ("Staging dashboard", "https://staging.example.com/auth/heroku/callback"),
      ("日本語クライアント", "https://jp.example.com/callback"),
      ("Evil \u{1B}[31mred\u{1B}[0m \u{202E}gpj.exe", "https://evil.example.com/\u{7}"),
      ("👨‍👩‍👧 Family photos 🇫🇷", "com.example.photos:/oauth"),
      ("Cafe\u{301} Zoe\u{308}", "http://localhost:5000/callback"),
      ("A name that goes on and on until no column can hold it any more", "urn:ietf:wg:oauth:2.0:oob"),
      ("Billing portal", "https://billing.example.com/" + String(repeating: "very-long-segment/", count: 12)),
      ("", "http://[::1]:8080/cb"),
    ]
    return texts.enumerated().map { index, text in
      OAuthClient(
        id: ClientID("0123456\(index)-89ab-4cde-8f01-23456789abcd"),
        name: text.0,
        redirectURI: text.1,
        ignoresDelinquent: [true, false, nil][index % 3],
        createdAt: Browser.testNow.addingTimeInterval(-86_400 * 400),
        updatedAt: Browser.testNow.addingTimeInterval(-Double(index * index * index) * 86_400)
      )
    }
  }()
}

func keys(_ text: String) -> [Key] { text.map { .character($0) } }
