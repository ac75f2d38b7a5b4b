/// Who is let in where this machine waits for the answer of an authorization page: one browser, once.
///
/// Whatever runs here, and every page that a browser has open, can send requests to a port of this machine. Only one that a
/// browser makes by going to the redirect URI itself counts; nothing is answered that a page of another origin could read.
///
/// Source: RFC 8252 8.3 and 8.10; Fetch Metadata.
public struct CallbackDoor: Sendable {
  /// What is waited for.
  public let trial: SignInTrial
  /// Where it is waited for.
  public let address: LoopbackAddress
  /// What has come; nil as long as nothing has.
  public private(set) var arrival: CallbackAddress?

  /// Makes one; nil where the client's redirect URI leads elsewhere.
  public init?(_ trial: SignInTrial) {
    guard let address = trial.loopback else { return nil }
    self.trial = trial
    self.address = address
  }

  /// The head of a request, as far as it matters here.
  public struct Request: Sendable {
    /// The method.
    public var method: String
    /// What stands behind the method: a path with a query.
    public var target: String
    /// The fields, in their order.
    public var fields: [(name: String, value: String)]

    /// Puts a request together.
    public init(method: String, target: String, fields: [(name: String, value: String)]) {
      self.method = method
      self.target = target
      self.fields = fields
    }

    func values(_ name: String) -> [String] {
      fields.filter { $0.name.lowercased() == name }.map(\.value)
    }
  }

  /// What the browser gets: a page that says what to do next.
  public struct Page: Hashable, Sendable {
    /// The status of the answer.
    public let status: Int
    /// The heading.
    public let title: String
    /// What follows it, as sentences.
    public let text: String
    /// Whether it is the answer to what was waited for.
    public let isArrival: Bool
  }

  /// Judges a request, and says what it is answered with.
  public mutating func answer(_ request: Request) -> Page {
    guard request.values("host").count == 1, let host = request.values("host").first,
      address.isMeant(byHost: host)
    else { return page(400, "Not here", "This waits for \(address.origin) alone.") }
    guard isBrowserItself(request) else {
      return page(403, "Not for pages", "A page cannot ask here; a browser has to go here itself.")
    }
    guard request.method == "GET" else { return page(405, "Not like this", "Only GET is answered here.") }
    guard request.target.hasPrefix("/"), request.target.utf8.count <= FlowAddress.longest,
      !request.target.unicodeScalars.contains("#"),
      request.target.prefix(while: { $0 != "?" }) == address.path
    else { return page(404, "Nothing here", "This waits for the answer of an authorization page.") }
    guard arrival == nil else {
      return page(410, "Too late", "An answer has come already. The terminal says what has become of it.")
    }
    guard let callback = CallbackAddress(at: address.origin + request.target) else {
      return page(
        400,
        "Nothing has come",
        "There is neither a code nor an error in the address. This still waits for one."
      )
    }
    arrival = callback
    let judgement = trial.judge(callback)
    if judgement.code != nil {
      return page(200, "Thank you", "Go back to the terminal: it goes on there.", isArrival: true)
    }
    if !judgement.isOurState, callback.state != nil {
      return page(
        400,
        "This is another answer",
        "Its state is not the one that was sent, so that nothing is done with it. The terminal says more.",
        isArrival: true
      )
    }
    return page(200, "That did not work", "Go back to the terminal: it says why.", isArrival: true)
  }

  /// Whether no page has sent it: a browser tells so of itself, and no page can change what it tells.
  ///
  /// One that tells nothing of it has at least no page to name.
  private func isBrowserItself(_ request: Request) -> Bool {
    let modes = request.values("sec-fetch-mode").map { $0.lowercased() }
    guard !modes.isEmpty else { return request.values("origin").isEmpty }
    return modes == ["navigate"]
      && request.values("sec-fetch-dest").allSatisfy { $0.lowercased() == "document" }
  }

  private func page(_ status: Int, _ title: String, _ text: String, isArrival: Bool = false) -> Page {
    Page(status: status, title: title, text: text, isArrival: isArrival)
  }
}

extension CallbackDoor.Page {
  /// The page: plain HTML that nothing can be loaded into, and nothing of what came.
  public var html: String {
    """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>\(title)</title>
    <style>body { font: 1.1em/1.5 sans-serif; max-width: 36em; margin: 3em auto; padding: 0 1em }</style>
    </head><body><h1>\(title)</h1>
    <p>\(text)</p>
    </body></html>

    """
  }

  /// The header fields: nothing is kept, nothing is told to other pages, and no other page may read or frame it.
  public var fields: [(name: String, value: String)] {
    var fields = [
      ("Content-Type", "text/html; charset=utf-8"), ("Content-Length", "\(html.utf8.count)"),
      ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
      ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin"),
      (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
      ),
      ("Connection", "close"),
    ]
    if status == 405 { fields.append(("Allow", "GET")) }
    return fields.map { (name: $0.0, value: $0.1) }
  }
}
