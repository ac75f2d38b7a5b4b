/// What a status means, in the words of RFC 9110.
enum HTTPStatus {
  /// The words for the statuses that a server or a proxy may answer without giving a reason.
  static func words(_ status: Int) -> String? {
    switch status {
    case 400: "bad request"
    case 401: "unauthorized"
    case 402: "payment required"
    case 403: "forbidden"
    case 404: "not found"
    case 405: "method not allowed"
    case 406: "not acceptable"
    case 408: "request timeout"
    case 409: "conflict"
    case 410: "gone"
    case 412: "precondition failed"
    case 413: "content too large"
    case 416: "range not satisfiable"
    case 422: "unprocessable content"
    case 429: "too many requests"
    case 500: "internal server error"
    case 502: "bad gateway"
    case 503: "service unavailable"
    case 504: "gateway timeout"
    default: nil
    }
  }
}
