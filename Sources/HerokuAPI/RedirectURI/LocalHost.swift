/// The hosts that plain http is fit for: this machine and its own network.
///
/// Heroku's CLI takes `localhost`, `*.local`, 10.*, 127.* and 192.* for local. Here 172.16/12, link-local and IPv6
/// addresses count too, names under `.localhost` (RFC 6761), and of 192.* only 192.168/16, which is all that is
/// private of it. A name without a dot is not local: whose it is depends on the resolver's search list.
enum LocalHost {
  /// Whether a host, in lower case and without brackets, is local.
  static func contains(_ host: String) -> Bool {
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    if name == "localhost" || name.hasSuffix(".localhost") || name.hasSuffix(".local") { return true }
    if let address = IPv4Address(name) { return address.isLocal }
    return IPv6Address(name)?.isLocal ?? false
  }
}
