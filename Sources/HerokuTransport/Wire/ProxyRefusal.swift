import AsyncHTTPClient
import HerokuAPI
import NIOCore
import NIOHTTP1
import NIOPosix

/// Finds out with which status a proxy has declined to make a tunnel: async-http-client does not tell.
///
/// It asks the proxy for the tunnel once more, and hangs up at the first line of the answer. Nothing reaches the server.
struct ProxyRefusal {
  let configuration: TransportConfiguration
  let eventLoops: any EventLoopGroup

  /// The same failure, with the proxy's status where that can be found.
  ///
  /// - Parameter authority: the server, with its port unless that is the scheme's own.
  func explained(_ failure: TransportFailure, scheme: String, authority: String) async -> TransportFailure {
    guard case .proxy(let trouble) = failure.kind, trouble.reason == .declined(nil),
      let proxy = configuration.proxy, proxy.kind == .http,
      let code = try? await status(of: proxy, for: Self.target(scheme, authority)),
      !(200..<300).contains(code)
    else { return failure }
    // The words for the number are ours: the proxy's own are anybody's.
    let words = HTTPResponseStatus(statusCode: code, reasonPhrase: "").reasonPhrase
    var explained = failure
    let reason = ProxyTrouble.Reason.declined("it answered \(code)\(words.isEmpty ? "" : " \(words)")")
    explained.kind = .proxy(ProxyTrouble(reason, with: trouble.proxy))
    return explained
  }

  /// What a tunnel is asked for: always with a port (RFC 9110, 9.3.6).
  private static func target(_ scheme: String, _ authority: String) -> String {
    let behindAddress = authority[(authority.lastIndex(of: "]") ?? authority.startIndex)...]
    guard !behindAddress.contains(":") else { return authority }
    return "\(authority):\(Endpoint.Scheme(rawValue: scheme)?.defaultPort ?? 443)"
  }

  private func status(of proxy: Proxy, for authority: String) async throws -> Int? {
    let limit = TimeAmount(configuration.connectTimeout)
    let connection = try await ClientBootstrap(group: eventLoops).connectTimeout(limit)
      .connect(host: proxy.host, port: proxy.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
          return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
            wrappingChannelSynchronously: channel
          )
        }
      }
    let channel = connection.channel
    let lateness = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
    defer { lateness.cancel() }
    var head = HTTPRequestHead(version: .http1_1, method: .CONNECT, uri: authority)
    head.headers.add(name: "Host", value: authority)
    if let authorization = HTTPClient.Authorization(proxy) {
      head.headers.add(name: "Proxy-Authorization", value: authorization.headerValue)
    }
    return try await connection.executeThenClose { [head] answer, question in
      try await question.write(.head(head))
      try await question.write(.end(nil))
      for try await part in answer {
        if case .head(let head) = part { return Int(head.status.code) }
      }
      return nil
    }
  }
}
