import HerokuAPI
import TestSupport

extension OAuthClient {
  static let staging = sample("Staging dashboard", id: "11111111")
  static let production = sample("Production dashboard", id: "22222222")
  static let billing = sample("Billing portal", id: "33333333")
}
