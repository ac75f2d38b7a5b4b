import AsyncHTTPClient
import HerokuAPI
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Finds out why an HTTP proxy does not make a tunnel: async-http-client does not tell.
///
/// It asks the proxy for the tunnel once more, and hangs up at the head of the answer. Nothing reaches the server.
struct ProxyRefusal {
  let configuration: TransportConfiguration
  let eventLoops: any EventLoopGroup

  /// The same failure, with what is wrong with the proxy where that can be found.
  ///
  /// - Parameter authority: the server, with its port unless that is the scheme's own.
  func explained(_ failure: TransportFailure, scheme: String, authority: String) async -> TransportFailure {
    guard let proxy = configuration.proxy, proxy.kind == .http, let question = Question(failure.kind) else {
      return failure
    }
    let found = await reason(
      of: proxy,
      scheme: scheme,
      authority: authority,
      // A proxy that knows them already need not refuse the same user and password twice.
      login: question != .login,
      limit: question == .silence
        ? min(configuration.connectTimeout, .seconds(2)) : configuration.connectTimeout
    )
    guard let found, question.isAnswered(by: found) else { return failure }
    var explained = failure
    explained.kind = .proxy(ProxyTrouble(found, with: proxy.authority))
    return explained
  }

  /// What a failure leaves open about the proxy.
  private enum Question: Hashable {
    /// With which status it has declined.
    case status
    /// Which ways of logging in it knows.
    case login
    /// Whether it was the proxy that said nothing that makes sense, or the server behind it.
    case silence
    /// Whether it was the proxy that hung up, or the server behind it.
    case loss

    init?(_ kind: TransportFailure.Kind) {
      switch kind {
      case .proxy(let trouble):
        switch trouble.reason {
        case .declined(nil): self = .status
        case .wantsLogin, .refusesLogin: self = .login
        case .connectTimeout: self = .silence
        default: return nil
        }
      case .connectionLost, .malformedAnswer: self = .loss
      default: return nil
      }
    }

    func isAnswered(by reason: ProxyTrouble.Reason) -> Bool {
      switch (self, reason) {
      case (.login, .otherLogin): true
      case (.login, _): false
      // What came too late the first time need not be the proxy's fault the second time.
      case (.silence, .noProxy): true
      case (.silence, _): false
      case (.status, _), (.loss, _): true
      }
    }
  }

  /// Why a proxy does not make a tunnel; nil where it does.
  ///
  /// - Parameter login: whether it is told who is asking.
  func reason(
    of proxy: Proxy,
    scheme: String,
    authority: String,
    login: Bool = true,
    limit: Duration
  ) async -> ProxyTrouble.Reason? {
    do {
      let target = Self.target(scheme, authority)
      let head = try await answer(of: proxy, for: target, login: login, limit: limit)
      switch head.status.code {
      case 200..<300: return nil
      case 407: return Self.login(head, wasTried: login && proxy.user != nil)
      default:
        // The words for the number are ours: the proxy's own are anybody's.
        let code = Int(head.status.code)
        let words = HTTPResponseStatus(statusCode: code, reasonPhrase: "").reasonPhrase
        return .declined("it answered \(code)\(words.isEmpty ? "" : " \(words)")")
      }
    } catch let silence as NoAnswer {
      return silence == .late ? .declined("it did not answer in time") : .declined("it hung up")
    } catch HTTPParserError.invalidEOFState, HTTPParserError.closedConnection {
      return .declined("it hung up")
    } catch is HTTPParserError {
      return .noProxy
    } catch {
      let failure = TransportFailure(error, through: proxy)
      if case .proxy(let trouble) = failure.kind { return trouble.reason }
      // What ends a connection that stands, whichever way.
      return .declined("it hung up")
    }
  }

  /// What a proxy wants to know, by the ways of logging in that it names (RFC 9110, 11.7.1).
  private static func login(_ head: HTTPResponseHead, wasTried: Bool) -> ProxyTrouble.Reason {
    let named = head.headers["Proxy-Authenticate"].flatMap { $0.split(separator: ",") }
      .compactMap { $0.split(separator: " ").first?.lowercased() }
    let others = ["NTLM", "Negotiate", "Digest", "Kerberos"].filter { named.contains($0.lowercased()) }
    guard others.isEmpty || named.contains("basic") else {
      return .otherLogin(others.joined(separator: ", "))
    }
    return wasTried ? .refusesLogin : .wantsLogin
  }

  /// What a tunnel is asked for: always with a port (RFC 9110, 9.3.6).
  private static func target(_ scheme: String, _ authority: String) -> String {
    let behindAddress = authority[(authority.lastIndex(of: "]") ?? authority.startIndex)...]
    guard !behindAddress.contains(":") else { return authority }
    return "\(authority):\(Endpoint.Scheme(rawValue: scheme)?.defaultPort ?? 443)"
  }

  /// Why no head came.
  private enum NoAnswer: Error {
    case hungUp
    case late
  }

  private func answer(
    of proxy: Proxy,
    for authority: String,
    login: Bool,
    limit: Duration
  ) async throws -> HTTPResponseHead {
    let limit = TimeAmount(limit)
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
    let isLate = Mutex(false)
    let lateness = channel.eventLoop.scheduleTask(in: limit) {
      isLate.withLock { $0 = true }
      channel.close(promise: nil)
    }
    defer { lateness.cancel() }
    var head = HTTPRequestHead(version: .http1_1, method: .CONNECT, uri: authority)
    head.headers.add(name: "Host", value: authority)
    if login, let authorization = HTTPClient.Authorization(proxy) {
      head.headers.add(name: "Proxy-Authorization", value: authorization.headerValue)
    }
    let seen = Mutex<HTTPResponseHead?>(nil)
    do {
      return try await connection.executeThenClose { [head] answer, question in
        // It may have answered and hung up before all of it was written, and then the answer is what counts.
        try? await question.write(contentsOf: [.head(head), .end(nil)])
        for try await part in answer {
          guard case .head(let head) = part else { continue }
          seen.withLock { $0 = head }
          return head
        }
        throw NoAnswer.hungUp
      }
    } catch {
      // Closing may fail as well.
      if let head = seen.withLock({ $0 }) { return head }
      throw isLate.withLock { $0 } ? NoAnswer.late : error
    }
  }
}
