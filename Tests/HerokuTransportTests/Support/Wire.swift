import HTTPTypes
import HerokuAPI
import HerokuTransport
import TestSupport

extension TransportConfiguration {
  /// Short enough limits for a test to run into them.
  static let impatient = TransportConfiguration(
    connectTimeout: .milliseconds(500),
    idleTimeout: .milliseconds(300),
    bodyLimit: 4096
  )

  /// For what is not about time: no limit of it strikes on a machine that is busy.
  static let unhurried = TransportConfiguration(
    connectTimeout: .seconds(600),
    idleTimeout: .seconds(600),
    bodyLimit: 4096
  )
}

/// Runs a transport for as long as `body` takes.
func withTransport<Value>(
  _ configuration: TransportConfiguration = TransportConfiguration(),
  _ body: (AsyncHTTPTransport) async throws -> Value
) async throws -> Value {
  let transport = AsyncHTTPTransport(configuration: configuration)
  do {
    let value = try await body(transport)
    await transport.shutdown()
    return value
  } catch {
    await transport.shutdown()
    throw error
  }
}

extension AsyncHTTPTransport {
  /// Sends a request that carries the token.
  func request(
    _ method: HTTPRequest.Method = .get,
    scheme: String = "http",
    host: String = "127.0.0.1",
    port: Int,
    body: String = ""
  ) async -> Result<HTTPAnswer, TransportFailure> {
    var request = HTTPRequest(method: method, scheme: scheme, authority: "\(host):\(port)", path: "/account")
    request.headerFields[.authorization] = "Bearer \(testToken)"
    do {
      return .success(try await send(request, body: Array(body.utf8)))
    } catch {
      return .failure(error)
    }
  }
}

extension Result<HTTPAnswer, TransportFailure> {
  var answer: HTTPAnswer? { try? get() }

  var failure: TransportFailure? {
    guard case .failure(let failure) = self else { return nil }
    return failure
  }

  /// What went wrong and whether the request may have been sent.
  var verdict: Verdict? { failure.map { Verdict(kind: $0.kind, mayHaveBeenSent: $0.mayHaveBeenSent) } }
}

struct Verdict: Equatable {
  var kind: TransportFailure.Kind
  var mayHaveBeenSent: Bool
}
