import HTTPTypes
import HerokuSandbox
import Testing

@Suite struct ValidationTests {
  @Test(arguments: Way.allCases)
  func `refuses a field that is missing, null, empty or no string, and names it`(way: Way) async throws {
    try await way.run { ask in
      for (body, field) in [
        (#"{"redirect_uri": "https://example.com"}"#, "name"),
        (#"{"name": "A"}"#, "redirect_uri"),
        (#"{"name": null, "redirect_uri": "https://example.com"}"#, "name"),
        (#"{"name": "A", "redirect_uri": null}"#, "redirect_uri"),
        (#"{"name": "", "redirect_uri": "https://example.com"}"#, "name"),
        (#"{"name": "A", "redirect_uri": ""}"#, "redirect_uri"),
        (#"{"name": 7, "redirect_uri": "https://example.com"}"#, "name"),
        (#"{"name": "A", "redirect_uri": ["https://example.com"]}"#, "redirect_uri"),
        (#"{"name": {"A": "B"}, "redirect_uri": "https://example.com"}"#, "name"),
        (#"{"name": "A", "redirect_uri": true}"#, "redirect_uri"),
        (#"{"name": "A", "redirect_uri": "callback"}"#, "redirect_uri"),
      ] {
        let answer = try await ask(.post, "/oauth/clients", body: body)
        #expect(answer.status == 422, "\(body)")
        #expect(try answer.errorID == "invalid_params")
        #expect(try answer.errorMessage.contains(field), "\(body)")
      }
      #expect(try await ask.allClients().count == 42)
    }
  }

  @Test(arguments: Way.allCases)
  func `names every field that is missing`(way: Way) async throws {
    try await way.run { ask in
      for body in ["", "{}", #"{"Name": "A"}"#] {
        let answer = try await ask(.post, "/oauth/clients", body: body)
        #expect(answer.status == 422)
        #expect(try answer.errorMessage == "Require params: name, redirect_uri.")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `refuses a bad field in a change, and changes nothing then`(way: Way) async throws {
    try await way.run { ask in
      let client = try await ask.firstClient()
      for (body, message) in [
        (#"{"name": null}"#, "name must be a string"),
        (#"{"name": "New", "redirect_uri": null}"#, "redirect_uri must be a string"),
        (#"{"name": ""}"#, "name can't be blank"),
        (#"{"name": "New", "redirect_uri": "/callback"}"#, "redirect_uri is not a valid URI"),
      ] {
        let answer = try await ask(.patch, "/oauth/clients/\(client.id)", body: body)
        #expect(answer.status == 422)
        #expect(try answer.errorID == "invalid_params")
        #expect(try answer.errorMessage == message)
      }
      #expect(try await ask.firstClient() == client)
    }
  }

  @Test(arguments: Way.allCases)
  func `refuses a body that is not a JSON object with 400`(way: Way) async throws {
    try await way.run { ask in
      let id = try await ask.firstClient().id
      for body in [
        "{", "name=A&redirect_uri=B", "[]", "null", #""name""#, #"{"name": "A"} x"#, "\u{0}",
        String(repeating: "[", count: 100_000),
      ] {
        for (method, path) in [(.post, "/oauth/clients"), (.patch, "/oauth/clients/\(id)")]
          as [(HTTPRequest.Method, String)]
        {
          let answer = try await ask(method, path, body: body)
          #expect(answer.status == 400, "\(body.prefix(40))")
          #expect(try answer.errorID == "bad_request")
        }
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `reads no body beyond its limit`(way: Way) async throws {
    try await way.run { ask in
      let frame = #"{"name": "A", "redirect_uri": "https://example.com", "x": ""}"#
      let room = Sandbox.largestBody - frame.utf8.count
      let largest = frame.replacing(#""x": """#, with: #""x": "\#(String(repeating: "x", count: room))""#)
      #expect(try await ask(.post, "/oauth/clients", body: largest).status == 201)
      let answer = try await ask(.post, "/oauth/clients", body: largest + " ")
      #expect(answer.status == 413)
      // The connection is as good as before.
      #expect(try await ask.allClients().count == 43)
    }
  }

  @Test(
    arguments: [
      "https://example.com", "https://example.com/", "http://example.com:8080/a?b=c&d=%20#e",
      "HTTPS://EXAMPLE.COM",
      "http://localhost:5000/callback", "http://127.0.0.1", "http://[::1]:5000/callback",
      "com.example.app:/oauth",
      "urn:ietf:wg:oauth:2.0:oob", "https://*.example.com/callback", "https://xn--bcher-kva.example/",
      "https://user:password@example.com/", "exampleapp://oauth", "x-test+a.b-1:y",
    ]
  )
  func `takes an absolute redirect URI`(uri: String) async throws {
    try await Way.inProcess.run { ask in
      let client = try await ask.create("A", uri)
      #expect(client.redirectURI == uri)
    }
  }

  @Test(
    arguments: [
      "callback", "/callback", "//example.com/callback", "example.com/callback", ":callback", "https:",
      "https:/callback",
      "https:///callback", "https://", "https://?a=b", "https://:443/", "http:example.com",
      "1http://example.com",
      "ht tp://example.com", " https://example.com", "https://example.com ", "https://example.com/a b",
      "https://example.com/%zz", "https://example.com/%2", "https://bücher.example/",
      "https://example.com/\n",
      "https://example.com/<a>", "https://example.com/\"", "https://example.com/\\", "localhost:", "😀:x",
    ]
  )
  func `refuses a redirect URI that is not one or not absolute`(uri: String) async throws {
    try await Way.inProcess.run { ask in
      let client = try await ask.firstClient()
      let body = try JSONBody(["redirect_uri": uri]).text
      let answer = try await ask(.patch, "/oauth/clients/\(client.id)", body: body)
      #expect(answer.status == 422)
      #expect(try answer.errorMessage == "redirect_uri is not a valid URI")
      #expect(try await ask.firstClient() == client)
    }
  }
}
