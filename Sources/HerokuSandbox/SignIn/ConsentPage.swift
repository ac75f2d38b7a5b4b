import HTTPTypes

/// The pages of the web flow: plain HTML with a form, which needs no script.
enum ConsentPage {
  /// Asks whether a client may have what it wants.
  static func question(of client: Client, _ scopes: [Scope], _ form: Form) -> SandboxResponse {
    let kept = ["client_id", "response_type", "scope", "state"].compactMap { name in
      form[name].map { "<input type=\"hidden\" name=\"\(name)\" value=\"\(escaped($0))\">" }
    }
    return page(
      .ok,
      "Let \(client.name) in?",
      """
      <p><b>\(escaped(client.name))</b> wants to use the account alice@example.com of this sandbox:</p>
      <ul>\(scopes.map { "<li>\($0.rawValue)</li>" }.joined())</ul>
      <p>Then you go to <code>\(escaped(client.redirectURI))</code></p>
      <form method="post" action="/oauth/authorize">
      \(kept.joined(separator: "\n"))
      <button name="decision" value="allow">Allow</button>
      <button name="decision" value="deny">Deny</button>
      </form>
      """
    )
  }

  /// Says why nobody is asked anything.
  static func problem(_ reason: String) -> SandboxResponse {
    page(.badRequest, "This cannot be done", "<p>\(escaped(reason))</p>")
  }

  private static func page(_ status: HTTPResponse.Status, _ title: String, _ content: String)
    -> SandboxResponse
  {
    let page = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(escaped(title))</title>
      <style>body { font: 1.1em/1.5 sans-serif; max-width: 36em; margin: 3em auto; padding: 0 1em }
      button { font: inherit; padding: .4em 1.4em; margin-right: 1em } code { overflow-wrap: anywhere }</style>
      </head><body><h1>\(escaped(title))</h1>
      \(content)
      </body></html>

      """
    return SandboxResponse(
      status: status,
      headerFields: [
        .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
        // A name is other people's text, and a page in a frame would be clicked unseen.
        .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      ],
      body: Array(page.utf8)
    )
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      // No page may have these, and they could not be seen in one.
      case _ where scalar.properties.generalCategory == .control: escaped += "\u{fffd}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
