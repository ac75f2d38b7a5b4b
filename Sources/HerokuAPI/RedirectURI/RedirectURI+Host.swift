extension RedirectURIJudgement {
  /// Judges who is named before the path: user, host and port.
  mutating func judgeAuthority(_ authority: URIAuthority, of uri: URIParts) {
    if authority.isBareIPv6 {
      let mended = uri.text(authority: "[\(authority.hostAndPort)]")
      return say(.ipLiteral, "an IPv6 address stands in brackets", correction: mended)
    }
    judgePort(of: authority, in: uri)
    guard authority.isWhole else {
      return sayBrackets(authority)
    }
    if !authority.isLiteral,
      authority.host.unicodeScalars.contains(where: { "[]".unicodeScalars.contains($0) })
    {
      say(.ipLiteral, "brackets in a host stand around the whole of an IPv6 address")
    }
    if let odd = authority.userInfo?.unicodeScalars.first(where: { "@[]".unicodeScalars.contains($0) }) {
      say(.character, "“\(odd)” does not belong before the host, except as \(odd.percentEncoded)")
    }
    if authority.isLiteral {
      judgeLiteral(authority, of: uri)
    } else if uri.isHTTP {
      judgeName(authority, of: uri)
    }
    if authority.userInfo != nil {
      say(
        .userInfo,
        "what stands before “@” is a user name; the host is “\(authority.host)”",
        correction: uri.text(authority: String(authority.hostAndPort))
      )
    }
  }

  /// Says what is wrong with a host that begins with a bracket and has more than an address in it.
  private mutating func sayBrackets(_ authority: URIAuthority) {
    let inside = authority.host
    guard authority.isClosed else {
      return say(.ipLiteral, "the bracket of the IPv6 address is left open")
    }
    if IPAddress(inside.prefix { $0 != "%" }) != nil {
      return say(.ipLiteral, "nothing but a port may follow “[\(inside)]”")
    }
    let isWord = inside.unicodeScalars.allSatisfy {
      $0.isASCIILetter || $0.isASCIIDigit || "-_ ".unicodeScalars.contains($0)
    }
    // A range of a regular expression is no word: `[a-z]`.
    let isRange = inside.unicodeScalars.count == 3 && inside.dropFirst().first == "-"
    if isWord, !isRange, !inside.isEmpty {
      return say(.placeholder, "“[\(inside)]” is a placeholder to be filled in")
    }
    say(.ipLiteral, "brackets in a host stand around the whole of an IPv6 address")
  }

  // MARK: Port

  private mutating func judgePort(of authority: URIAuthority, in uri: URIParts) {
    guard let port = authority.port else { return }
    func without(_ port: Substring?) -> String {
      uri.text(authority: authority.text(host: authority.host, port: port))
    }
    guard port.unicodeScalars.allSatisfy(\.isASCIIDigit) else {
      return say(.port, "“\(port)” is no port: a port is a number")
    }
    guard uri.isHTTP, !authority.isSchemeAgain(uri) else { return }
    guard !port.isEmpty else {
      return say(.defaultPort, "no port follows the colon", correction: without(nil))
    }
    let digits = port.drop { $0 == "0" }
    guard digits.utf8.count <= 5, let number = UInt16(digits) else {
      return say(
        .port,
        digits.isEmpty ? "0 is no port to connect to" : "“\(port)” is no port: the last one is 65535"
      )
    }
    let isDefault = number == (uri.scheme.lowercased() == "https" ? 443 : 80)
    if isDefault {
      say(
        .defaultPort,
        "\(number) is what \(uri.scheme.lowercased()) means anyway; it is compared letter by letter",
        correction: without(nil)
      )
    } else if digits.count < port.count {
      say(.defaultPort, "the port has a zero before it", correction: without(digits))
    }
  }

  // MARK: Address

  private mutating func judgeLiteral(_ authority: URIAuthority, of uri: URIParts) {
    let literal = authority.host
    if let first = literal.first, "vV".contains(first), literal.isFutureAddress {
      return say(.oddAddress, "no browser knows an address of the form [\(literal)]")
    }
    let address = literal.prefix { $0 != "%" }
    guard let ip = IPAddress(address), address.contains(":") else {
      return say(.ipLiteral, "“[\(literal)]” is no IPv6 address")
    }
    if address.endIndex < literal.endIndex {
      say(
        .oddAddress,
        "no browser takes the zone “\(literal[address.endIndex...])” of an address",
        correction: uri.text(authority: authority.text(host: address, port: authority.port))
      )
    }
    judgeAddress(HostKind(ip), written: "[\(literal)]", isPlain: uri.scheme.lowercased() == "http")
  }

  private mutating func judgeAddress(_ kind: HostKind, written: String, isPlain: Bool) {
    switch kind {
    case .thisMachine: break
    case .privateNetwork: say(.privateNetwork, "\(written) is reached from its own network only")
    case .linkLocal: say(.unroutable, "\(written) is a link-local address, which no other network reaches")
    case .nowhere: say(.unroutable, "\(written) is no address that a browser can go to")
    case .anywhere:
      if isPlain { sayPlainHTTP() }
      say(.address, "\(written) is an address; one day it is another host’s")
    }
  }

  private mutating func sayPlainHTTP() {
    say(.plainHTTP, "plain http sends the code in the clear: use https")
  }

  // MARK: Name

  private mutating func judgeName(_ authority: URIAuthority, of uri: URIParts) {
    let written = authority.host
    func with(_ host: some StringProtocol) -> String {
      uri.text(authority: authority.text(host: host, port: authority.port))
    }
    if authority.isSchemeAgain(uri) {
      let second = uri.path.unicodeScalars.dropFirst(2)
      return say(
        .schemeTwice,
        "it begins with a scheme twice",
        correction: "\(written.lowercased())://\(String(second))\(uri.query.map { "?\($0)" } ?? "")"
      )
    }
    // What no URI has is said already, and makes no name.
    guard written.unicodeScalars.allSatisfy({ !$0.isASCII || $0.isUnreservedOrSubDelimiter || $0 == "%" })
    else {
      return
    }
    guard !written.contains("%") else { return judgeEncodedName(written, with) }
    let isPlain = uri.scheme.lowercased() == "http"
    guard !sayOddLetters(of: written) else {
      if isPlain { sayPlainHTTP() }
      return
    }
    if written.unicodeScalars.contains(where: { ("A"..."Z").contains($0) })
      || uri.scheme != uri.scheme.lowercased()
    {
      let mended = uri.text(
        scheme: uri.scheme.lowercased(),
        authority: authority.text(host: written.lowercased(), port: authority.port)
      )
      say(.capitals, "scheme or host has capitals; it is compared letter by letter", correction: mended)
    }
    let name = InternationalName(written)
    if let forbidden = name.forbidden {
      return say(.unreadableHost, "“\(forbidden)” stands for a sign that no host has")
    }
    if let doubt = name.doubt { say(.mixedScript, doubt) }
    if let broken = name.broken { say(.hostName, "“\(broken)” is no encoded name") }
    if let decoded = name.decoded { say(.punycode, "its host is read as “\(decoded)”") }
    // An encoded form that cannot be found leaves the name as it is, which is said of the whole URI.
    guard let ascii = name.ascii else {
      if isPlain { sayPlainHTTP() }
      return
    }
    if ascii.hasSuffix("."), ascii.count > 1 {
      say(
        .trailingDot,
        "its host ends with a dot; it is compared letter by letter",
        correction: with(written.dropLast())
      )
    }
    judgeLabels(of: ascii.hasSuffix(".") ? ascii.dropLast() : ascii[...], isPlain: isPlain, with)
  }

  /// - Returns: whether the name has letters that make it no name.
  private mutating func sayOddLetters(of name: Substring) -> Bool {
    let odd = name.unicodeScalars.first { $0.isASCII && "!$&'()*+,;=~".unicodeScalars.contains($0) }
    switch odd {
    case nil: return false
    case "*": say(.wildcard, "“*” is no wildcard: redirect URIs are compared letter by letter")
    case "$": say(.variable, "“$” in the host: is it a variable that the shell has not filled in?")
    case let odd?: say(.hostName, "“\(odd)” is in no host’s name")
    }
    return true
  }

  private mutating func judgeEncodedName(_ written: Substring, _ with: (String) -> String) {
    // A broken escape is said already.
    guard let decoded = written.percentDecoded else {
      if written.hasWholeEscapes { say(.unreadableHost, "its host has escapes that are no text") }
      return
    }
    let isName = decoded.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII
        ? scalar.isASCIILetter || scalar.isASCIIDigit || "-._".unicodeScalars.contains(scalar)
        : !scalar.isOdd
    }
    let hasItsDots = decoded.unicodeScalars.count { $0 == "." } == written.unicodeScalars.count { $0 == "." }
    guard isName, hasItsDots, let ascii = InternationalName(decoded[...]).ascii else {
      return say(.unreadableHost, "“\(written)” is no host: escapes stand for letters there, and no others")
    }
    say(.encodedHost, "its host is written in escapes, which few programs read", correction: with(ascii))
  }

  private mutating func judgeLabels(of name: Substring, isPlain: Bool, _ with: (String) -> String) {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false)
    if labels.contains(where: \.isEmpty) {
      say(.hostName, "a part of its host is empty: two dots, or one at the beginning")
    } else if labels.contains(where: { $0.hasPrefix("-") || $0.hasSuffix("-") }) {
      say(.hostName, "no part of a host begins or ends with a hyphen")
    } else if labels.contains(where: { $0.utf8.count > 63 }) || name.utf8.count > 253 {
      say(.hostName, "its host is too long: 63 letters between dots, 253 altogether")
    } else if let last = labels.last, last.isNumber {
      return judgeNumber(name, isPlain: isPlain, with)
    }
    if name == "localhost" || name.hasSuffix(".localhost") {
      findings.append(.localhost)
    } else if name.hasSuffix(".local") {
      say(.privateNetwork, "names in .local are known in their own network only")
    } else if isPlain {
      sayPlainHTTP()
    } else if labels.count == 1 {
      say(.oneLabel, "a host without a dot is known in its own network only")
    }
    let domain = labels.suffix(2).joined(separator: ".")
    if Self.sharedDomains.contains(domain),
      let service = Self.sharedHosts.first(where: { name == $0 || name.hasSuffix(".\($0)") })
    {
      say(.sharedHost, "\(service) is a service that others share: good while developing")
    }
  }

  /// A host whose last part is a number is an address to every program, or none.
  private mutating func judgeNumber(_ name: Substring, isPlain: Bool, _ with: (String) -> String) {
    if let address = IPAddress(name) {
      return judgeAddress(HostKind(address), written: String(name), isPlain: isPlain)
    }
    guard let dotted = name.asBrowsersReadAnAddress, let address = IPAddress(dotted) else {
      return say(.unreadableHost, "“\(name)” is no address: four numbers from 0 to 255")
    }
    say(.oddAddress, "“\(name)” is read as \(dotted) by some programs", correction: with(dotted))
    if isPlain, HostKind(address) == .anywhere { sayPlainHTTP() }
  }

  /// Hosts of services for trying OAuth out, where what arrives is seen by somebody else.
  private static let sharedHosts = [
    "oauth.pstmn.io", "oauthdebugger.com", "oidcdebugger.com", "openidconnect.net", "jwt.io", "webhook.site",
    "httpbin.org",
    "requestbin.com", "pipedream.net", "ngrok.io", "ngrok.app", "ngrok.dev", "ngrok-free.app",
    "ngrok-free.dev", "loca.lt",
    "localhost.run", "lhr.life", "serveo.net", "trycloudflare.com", "localtest.me", "lvh.me", "nip.io",
    "sslip.io",
  ]

  /// The last two parts of their names.
  static let sharedDomains = Set(
    sharedHosts.map { $0.split(separator: ".").suffix(2).joined(separator: ".") }
  )
}

/// What kind of place an address is.
enum HostKind: Hashable, Sendable {
  case thisMachine
  case privateNetwork
  case linkLocal
  /// An address that nothing listens at for anybody else: unspecified, multicast, broadcast.
  case nowhere
  case anywhere

  init(_ address: IPAddress) {
    self = Self.table.first { $0.network.contains(address) }?.kind ?? .anywhere
  }

  var isThisMachine: Bool { self == .thisMachine }

  /// Source: RFC 6890, RFC 1918, RFC 3927, RFC 4193, RFC 4291, RFC 6598.
  private static let table: [(network: IPNetwork, kind: HostKind)] = [
    ("127.0.0.0/8", thisMachine), ("::1/128", .thisMachine),
    ("10.0.0.0/8", .privateNetwork), ("172.16.0.0/12", .privateNetwork), ("192.168.0.0/16", .privateNetwork),
    ("100.64.0.0/10", .privateNetwork), ("fc00::/7", .privateNetwork),
    ("169.254.0.0/16", .linkLocal), ("fe80::/10", .linkLocal),
    ("0.0.0.0/8", .nowhere), ("224.0.0.0/3", .nowhere), ("::/128", .nowhere), ("ff00::/8", .nowhere),
  ].compactMap { text, kind in IPNetwork(text).map { ($0, kind) } }
}

extension URIAuthority {
  /// Whether what looks like a host is the second scheme of `https://https://…`.
  fileprivate func isSchemeAgain(_ uri: URIParts) -> Bool {
    // The second one may have lost its colon.
    ["http", "https"].contains(host.lowercased()) && port?.isEmpty != false && uri.path.hasPrefix("//")
  }
}

extension Substring {
  /// Whether it is a number in decimal, octal or hexadecimal notation, as WHATWG's URL standard looks at it.
  fileprivate var isNumber: Bool {
    let scalars = unicodeScalars
    if scalars.isEmpty { return false }
    if scalars.allSatisfy(\.isASCIIDigit) { return true }
    return lowercased().hasPrefix("0x") && scalars.dropFirst(2).allSatisfy(\.isHexadecimal)
  }

  /// The address that `127.1`, `0x7f.1` and `2130706433` are to programs that use the C library's `inet_aton`.
  fileprivate var asBrowsersReadAnAddress: String? {
    let parts = split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 4, let last = parts.last?.addressNumber else { return nil }
    var value: UInt64 = 0
    for part in parts.dropLast() {
      guard let number = part.addressNumber, number <= 255 else { return nil }
      value = value << 8 | number
    }
    let remainingBits = UInt64(8 * (5 - parts.count))
    guard last < 1 << remainingBits else { return nil }
    value = value << remainingBits | last
    return [24, 16, 8, 0].map { String(value >> $0 & 0xff) }.joined(separator: ".")
  }

  private var addressNumber: UInt64? {
    guard isNumber, utf8.count <= 20 else { return nil }
    if lowercased().hasPrefix("0x") { return utf8.count == 2 ? 0 : UInt64(dropFirst(2), radix: 16) }
    return count > 1 && hasPrefix("0") ? UInt64(dropFirst(), radix: 8) : UInt64(self)
  }

  /// RFC 3986 3.2.2: `v1.something`.
  fileprivate var isFutureAddress: Bool {
    let scalars = unicodeScalars.dropFirst()
    guard let dot = scalars.firstIndex(of: "."), dot > scalars.startIndex else { return false }
    let rest = scalars[scalars.index(after: dot)...]
    return scalars[..<dot].allSatisfy(\.isHexadecimal) && !rest.isEmpty
      && rest.allSatisfy { $0.isUnreservedOrSubDelimiter || $0 == ":" }
  }

  /// Whether each percent sign begins an escape.
  fileprivate var hasWholeEscapes: Bool {
    unicodeScalars.split(separator: "%", omittingEmptySubsequences: false).dropFirst().allSatisfy { part in
      part.count >= 2 && part.prefix(2).allSatisfy(\.isHexadecimal)
    }
  }
}
