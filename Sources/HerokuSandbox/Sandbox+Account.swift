/// Whose token it is.
extension Sandbox {
  static let accountID = Identifier(bits: 0x01234567_89ab_4cde_8f01_23456789abcd)

  func account() -> SandboxResponse {
    SandboxResponse { json in
      json.object { json in
        json.member("created_at", Timestamp(seconds: 1_420_070_400))
        json.member("email", "alice@example.com")
        json.member("id", Self.accountID)
        json.member("name", "Alice Example")
        json.member("two_factor_authentication", false)
        json.member("verified", true)
      }
    }
  }
}
