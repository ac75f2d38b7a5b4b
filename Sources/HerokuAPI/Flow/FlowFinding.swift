/// Something to say about an address of the authorization flow.
public struct FlowFinding: Hashable, Sendable {
  /// Which rule it is about.
  public let code: Code
  /// What is the matter, as a sentence without its full stop; it may have text of other people in it.
  public let reason: String
  /// What to do about it, as a sentence; empty where the reason says it.
  public let advice: String
  /// Texts that are to be seen below each other, in a type of even width.
  public let lines: [String]

  init(_ code: Code, _ reason: String, advice: String = "", lines: [String] = []) {
    self.code = code
    self.reason = reason
    self.advice = advice
    self.lines = lines
  }

  /// How much it matters.
  public var severity: FindingSeverity { code.severity }

  /// The whole in one paragraph, and where it is written.
  public var text: String {
    APIError.joined("\(reason).", advice, code.source.map { "(\($0.name))" } ?? "")
  }
}

extension FlowFinding {
  /// The rules, by names that stay as they are.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    // Of both addresses.
    /// A parameter stands there more than once.
    case doubledParameter = "doubled-parameter"
    /// Something is encoded once more than it should be.
    case encodedTwice = "encoded-twice"
    /// `&amp;` stands in the place of `&`, as in the source of a page.
    case htmlEscaped = "html-escaped"
    /// A percent sign begins no escape.
    case percentEscape = "percent-escape"
    /// A secret stands in the address.
    case secretInAddress = "secret-in-address"
    /// There is no `state`.
    case noState = "no-state"
    /// Anybody could guess the `state`.
    case weakState = "weak-state"
    // Of the authorization address.
    /// It leads to a host that has no authorization page.
    case wrongHost = "wrong-host"
    /// It leads to another path than the authorization page's.
    case wrongPath = "wrong-path"
    /// It is plain http, to another machine.
    case plainHTTP = "plain-http"
    /// It has a fragment.
    case fragment
    /// There is no `client_id`.
    case noClientID = "no-client-id"
    /// The `client_id` is not of the form that ids have.
    case clientIDForm = "client-id-form"
    /// No client of the account has the id.
    case unknownClient = "unknown-client"
    /// There is no `response_type`.
    case noResponseType = "no-response-type"
    /// The `response_type` is one that Heroku has not.
    case responseType = "response-type"
    /// There is no `scope`.
    case noScope = "no-scope"
    /// A scope is one that Heroku has not.
    case unknownScope = "unknown-scope"
    /// Scopes are not separated by blanks.
    case scopeSeparator = "scope-separator"
    /// A scope is part of another that is asked for.
    case needlessScope = "needless-scope"
    /// The `redirect_uri` is none that could be registered.
    case redirectURI = "redirect-uri"
    /// The `redirect_uri` is not the client's, letter by letter.
    case redirectURIDiffers = "redirect-uri-differs"
    /// PKCE is asked for.
    case pkce
    /// A parameter is none of the flow's.
    case unknownParameter = "unknown-parameter"
    // Of the callback address.
    /// It tells of an error.
    case errorAnswer = "error-answer"
    /// It has neither a code nor an error.
    case noCode = "no-code"
    /// It has both a code and an error.
    case codeAndError = "code-and-error"
    /// It has a token: somebody has used the implicit flow.
    case implicitFlow = "implicit-flow"
    /// The answer stands behind `#`, where no server sees it.
    case answerInFragment = "answer-in-fragment"
    /// The `state` is not the one that was sent.
    case wrongState = "wrong-state"
    /// It is no client's redirect URI.
    case unknownCallback = "unknown-callback"
    /// A code is worth something for a short time, and once.
    case codeLifetime = "code-lifetime"
  }
}

extension FlowFinding.Code {
  /// What it means for signing in.
  public var severity: FindingSeverity {
    switch self {
    case .doubledParameter, .encodedTwice, .htmlEscaped, .percentEscape, .secretInAddress, .wrongHost,
      .wrongPath,
      .plainHTTP, .noClientID, .clientIDForm, .unknownClient, .noResponseType, .responseType, .unknownScope,
      .scopeSeparator, .redirectURI, .redirectURIDiffers, .errorAnswer, .noCode, .codeAndError, .implicitFlow,
      .wrongState, .unknownCallback:
      .error
    case .noState, .weakState, .fragment, .answerInFragment: .warning
    case .noScope, .needlessScope, .pkce, .unknownParameter, .codeLifetime: .note
    }
  }

  /// Where it is written; nil where nobody but Heroku's own article tells.
  public var source: FindingSource? {
    switch self {
    case .doubledParameter, .fragment, .unknownParameter: .rfc(6749, "3.1")
    case .encodedTwice, .percentEscape: .rfc(6749, "B")
    case .htmlEscaped: .rfc(3986, "2.2")
    case .secretInAddress: .rfc(6749, "2.3.1")
    case .noState, .wrongState: .rfc(6749, "10.12")
    case .weakState: .rfc(6749, "10.10")
    case .plainHTTP: .rfc(9700, "2.6")
    case .noClientID, .noResponseType, .noScope: .rfc(6749, "4.1.1")
    case .responseType: .rfc(6749, "3.1.1")
    case .unknownScope, .scopeSeparator, .needlessScope: .rfc(6749, "3.3")
    case .redirectURI: .rfc(6749, "3.1.2")
    case .redirectURIDiffers, .unknownCallback: .rfc(9700, "4.1.3")
    case .pkce: .rfc(7636, "4.3")
    case .errorAnswer, .codeAndError: .rfc(6749, "4.1.2.1")
    case .noCode, .codeLifetime, .answerInFragment: .rfc(6749, "4.1.2")
    case .implicitFlow: .rfc(9700, "2.1.2")
    case .wrongHost, .wrongPath, .clientIDForm, .unknownClient: .herokuOAuth
    }
  }
}

extension FindingSource {
  /// What Heroku tells of the flow.
  static let herokuOAuth = FindingSource(
    name: "Heroku’s article on OAuth",
    page: "https://devcenter.heroku.com/articles/oauth"
  )
}
