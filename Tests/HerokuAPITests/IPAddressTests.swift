import HerokuAPI
import Testing

/// What is an address, which two are one, and which lie in a network.
struct IPAddressTests {
  @Test(arguments: [
    ["127.0.0.1", "::ffff:127.0.0.1", "::ffff:7f00:1", "0:0:0:0:0:FFFF:127.0.0.1"],
    ["::1", "0:0:0:0:0:0:0:1", "0000:0000:0000:0000:0000:0000:0000:0001", "::0.0.0.1", "0::1"],
    ["2001:db8::1", "2001:DB8::1", "2001:0db8:0:0::0:1", "2001:db8:0:0:0:0:0:1"],
    ["::", "0::0", "0:0:0:0:0:0:0:0"],
  ])
  func `reads every spelling of an address as one`(spellings: [String]) throws {
    let first = try #require(spellings.first.flatMap { IPAddress($0) })
    for spelling in spellings {
      let address = try #require(IPAddress(spelling), "\(spelling)")
      #expect(address == first, "\(spelling)")
      #expect(IPAddress(address.ipv6Text) == first)
    }
  }

  @Test(arguments: [
    "", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.01", "127.0.0.256", "127.0.0.1.", "1.2.3",
    "1.2.3.4.5",
    " 127.0.0.1", "127.0.0.1 ", "127.0.0.1\0", "::1\0x", "１２７.0.0.1", "[::1]", "::1%lo", "1::2::3", ":::",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1.2.3", "localhost", "+1.2.3.4",
  ])
  func `reads nothing that programs take for different addresses`(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
    ("10.9.9.9/8", "10.1.1.1", true),
    ("192.0.2.0/29", "192.0.2.7", true), ("192.0.2.0/29", "192.0.2.8", false),
    ("192.0.2.7/32", "192.0.2.7", true), ("192.0.2.7/32", "192.0.2.6", false),
    ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false),
    ("::/0", "2001:db8::1", true), ("::/0", "203.0.113.9", false),
    ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::", false),
    ("2001:DB8:0:0::/33", "2001:db8:7fff::", true), ("2001:DB8:0:0::/33", "2001:db8:8000::", false),
    ("::1/128", "0:0:0:0:0:0:0:1", true), ("::1/128", "::2", false),
    ("::ffff:10.0.0.0/104", "10.2.3.4", true), ("10.0.0.0/8", "::ffff:10.2.3.4", true),
    ("10.0.0.0/255.0.0.0", "10.2.3.4", true), ("10.0.0.0/255.0.0.0", "11.2.3.4", false),
    ("192.0.2.0/255.255.255.248", "192.0.2.8", false), ("192.0.2.7/255.255.255.255", "192.0.2.6", false),
    ("10.0.0.0/0.0.0.0", "203.0.113.9", true),
  ])
  func `compares as many bits as a network says`(network: String, address: String, isIn: Bool) throws {
    let network = try #require(IPNetwork(network))
    #expect(network.contains(try #require(IPAddress(address))) == isIn)
  }

  @Test(arguments: [
    "10.0.0.0", "10.0.0.0/", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0/x",
    "10/8",
    "10.0.0.0/255.0.255.0", "10.0.0.0/0.0.0.255", "::/255.0.0.0", "::/129", "::/0001", "[::]/0",
    "example.com/8",
  ])
  func `reads no network from anything else`(text: String) {
    #expect(IPNetwork(text) == nil)
  }
}
