import HTTPTypes

/// Why a request is refused, in the API's own words where they are known.
struct Problem: Error {
  let status: HTTPResponse.Status
  /// What programs tell errors apart by.
  let id: String
  /// What people read.
  let message: String
  /// Where they can read on.
  var url: String?
  var headerFields: HTTPFields = [:]
}

extension Problem {
  static let unauthorized = Problem(
    status: .unauthorized,
    id: "unauthorized",
    message: "Invalid credentials provided.",
    headerFields: [.wwwAuthenticate: "Bearer realm=\"sandbox\""]
  )

  static let delinquent = Problem(
    status: HTTPResponse.Status(code: 402, reasonPhrase: "Payment Required"),
    id: "delinquent",
    message: "Your account has an unpaid invoice. Pay it to go on.",
    url: "https://billing.example.com/invoices"
  )

  static let suspended = Problem(
    status: .forbidden,
    id: "suspended",
    message: "Your account is suspended. Ask the support why.",
    url: "https://support.example.com/"
  )

  static let notAcceptable = Problem(
    status: .notAcceptable,
    id: "not_acceptable",
    message: "Say which version of the API you want: `Accept: \(AcceptedMedia.example)`."
  )

  static let rateLimited = Problem(
    status: .tooManyRequests,
    id: "rate_limit",
    message:
      "Your account reached the API rate limit. Please wait a few minutes before making new requests."
  )

  static let secondFactorRequired = Problem(
    status: .forbidden,
    id: "two_factor",
    message: "This needs a second authentication factor: repeat it with Heroku-Two-Factor-Code."
  )

  static let wrongSecondFactor = Problem(
    status: .unauthorized,
    id: "invalid_two_factor_code",
    message: "The code of the second authentication factor is wrong or used up."
  )

  static let internalError = Problem(
    status: .internalServerError,
    id: "internal_server_error",
    message: "Something went wrong in the API."
  )

  static let unknownTeam = Problem(status: .notFound, id: "not_found", message: "Couldn't find that team.")
  static let unknownPipeline = Problem(
    status: .notFound,
    id: "not_found",
    message: "Couldn't find that pipeline."
  )
  static let unknownApp = Problem(status: .notFound, id: "not_found", message: "Couldn't find that app.")

  /// The app is there, and what it holds is not for this account.
  static let unknownRelease = Problem(
    status: .notFound,
    id: "not_found",
    message: "Couldn't find that release."
  )

  static let hiddenConfigVars = Problem(
    status: .forbidden,
    id: "forbidden",
    message: "You do not have access to the config vars of this app."
  )

  static let unknownAuthorization = Problem(
    status: .notFound,
    id: "not_found",
    message: "Couldn't find that OAuth authorization."
  )

  /// The token is good, but not for this.
  static let outOfScope = Problem(
    status: .forbidden,
    id: "forbidden",
    message: "The scope of this OAuth authorization does not allow access to this resource."
  )

  /// Unknown routes and methods that a route does not take: the API answers both alike.
  static let unknownRoute = Problem(
    status: .notFound,
    id: "not_found",
    message:
      "The requested API endpoint was not found. Is it the right HTTP method, and the right path?"
  )

  static let unknownClient = Problem(
    status: .notFound,
    id: "not_found",
    message: "Couldn't find that OAuth client."
  )

  static func badRange(over attributes: [ListAttribute]) -> Problem {
    Problem(
      status: .rangeNotSatisfiable,
      id: "requested_range_not_satisfiable",
      message: """
        Use a range such as `id ..; max=200` or `\(attributes[1].rawValue) A..B[; order=desc`, over \
        \(attributes.map(\.rawValue).joined(separator: ", ")), with max from 1 to \
        \(ListRange.largestPage).
        """
    )
  }

  static let malformedBody = Problem(
    status: .badRequest,
    id: "bad_request",
    message: "The body is not a JSON object."
  )

  static let oversizedBody = Problem(
    status: .contentTooLarge,
    id: "payload_too_large",
    message: "The body is larger than \(Sandbox.largestBody) bytes."
  )

  static let changedMeanwhile = Problem(
    status: .preconditionFailed,
    id: "precondition_failed",
    message: "The resource has changed: its ETag is not the one in If-Match."
  )

  static func invalidParameters(_ message: String) -> Problem {
    Problem(status: .unprocessableContent, id: "invalid_params", message: message)
  }
}
