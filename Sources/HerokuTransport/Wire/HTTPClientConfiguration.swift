import AsyncHTTPClient
import HTTPTypes
import HerokuAPI
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOSSL

extension HTTPClient.Configuration {
  /// What async-http-client is to do, which in several points is not what it does by itself.
  init(_ configuration: TransportConfiguration, tls: TLSConfiguration) {
    self.init(
      tlsConfiguration: tls,
      // A redirect would take the token along.
      redirectConfiguration: .disallow,
      timeout: Timeout(
        connect: TimeAmount(configuration.connectTimeout),
        read: TimeAmount(configuration.idleTimeout),
        write: TimeAmount(configuration.idleTimeout)
      ),
      proxy: configuration.proxy.map(HTTPClient.Configuration.Proxy.init),
      decompression: .enabled(limit: .size(configuration.bodyLimit))
    )
    // HTTP/2 saves nothing for a few requests in a row, and costs a negotiation.
    httpVersion = .http1Only
    // Otherwise a refused connection is only reported after the whole connect timeout.
    connectionPool.retryConnectionEstablishment = false
    // Shorter than what servers and routers keep: a request on a connection that is just being closed would fail
    // after it was sent, and what became of a change be unknown.
    connectionPool.idleTimeout = .seconds(15)
  }
}

extension TransportConfiguration {
  /// How long the head of an answer may take at most; the idle timeout ends a silent server sooner.
  var headTimeout: TimeAmount { TimeAmount(totalTimeout) }
}

extension HTTPClient.Configuration.Proxy {
  fileprivate init(_ proxy: HerokuTransport.Proxy) {
    switch proxy.kind {
    case .http:
      self = .server(host: proxy.host, port: proxy.port, authorization: HTTPClient.Authorization(proxy))
    case .socks5:
      self = .socksServer(host: proxy.host, port: proxy.port)
    }
  }
}

extension HTTPClient.Authorization {
  /// Who we are to a proxy; nil where nobody has to know.
  init?(_ proxy: HerokuTransport.Proxy) {
    guard let user = proxy.user else { return nil }
    self = .basic(username: user, password: proxy.password?.reveal() ?? "")
  }
}

// MARK: Requests and answers

extension HTTPClientRequest {
  /// The same request in async-http-client's words.
  init(_ request: HTTPRequest, body: [UInt8]) {
    self.init(url: "\(request.scheme ?? "https")://\(request.authority ?? "")\(request.path ?? "/")")
    // This initializer finds the library's own case; a method of its RAW case would lose its rules about bodies.
    method = HTTPMethod(rawValue: request.method.rawValue)
    for field in request.headerFields {
      headers.add(name: field.name.rawName, value: field.value)
    }
    headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip")
    if !body.isEmpty {
      self.body = .bytes(ByteBuffer(bytes: body))
    }
  }
}

extension HTTPClientResponse {
  /// The whole answer, unless it is too large or takes too long.
  func collect(upTo limit: Int, until deadline: ContinuousClock.Instant) async throws -> HTTPAnswer {
    guard (100...999).contains(status.code) else {
      throw TransportFailure(.malformedAnswer, mayHaveBeenSent: true, detail: "status \(status.code)")
    }
    var head = HTTPResponse(
      status: HTTPResponse.Status(code: Int(status.code), reasonPhrase: status.reasonPhrase)
    )
    for (name, value) in headers {
      // Not what HTTP calls a name: nothing that anybody here could look for.
      guard let name = HTTPField.Name(name) else { continue }
      head.headerFields.append(HTTPField(name: name, value: value))
    }
    if let length = head.headerFields[.contentLength].flatMap({ Int($0) }), length > limit {
      throw TransportFailure(.tooLarge, mayHaveBeenSent: true)
    }
    var bytes: [UInt8] = []
    for try await chunk in body {
      guard bytes.count + chunk.readableBytes <= limit else {
        throw TransportFailure(.tooLarge, mayHaveBeenSent: true)
      }
      guard ContinuousClock.now < deadline else {
        throw TransportFailure(.silent, mayHaveBeenSent: true, detail: "the answer takes too long")
      }
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    return HTTPAnswer(head: head, body: bytes)
  }
}
