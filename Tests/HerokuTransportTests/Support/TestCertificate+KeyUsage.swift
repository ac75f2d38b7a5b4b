/// A certificate whose key may be used for other things than a handshake of TLS, by its `keyUsage`.
extension TestCertificate {
  /// For `localhost`, until 2120, for signing certificates alone; it vouches for itself.
  ///
  /// Of RSA: with another key BoringSSL would not serve it.
  static let forIssuing = TestCertificate(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIDEDCCAfigAwIBAgIUUYJfrmbBzEGlTqaJKHLbmXJBXFUwDQYJKoZIhvcNAQEL
      BQAwFDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAw
      MTAxMDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwggEiMA0GCSqGSIb3DQEB
      AQUAA4IBDwAwggEKAoIBAQCQmn6dee4u6RRSXGISwvvtRHr7TwmaaGhDlF5reyxQ
      j20HSHUNCYxF/aK+928WIieoVK+sEte05V697GZc76uqoi+blLiteSUM08a3kXvE
      Zxt6Et7sAx0P97sR0G1lmGuUQe4bS7FiAAoW8yRE2afoIgwWACpisUoR2pJdztDb
      k1k1WSCBzgN1uTVCfLn5XTWVgJnjnmeKVD7VDn9uK5gNFRVbFREVv6w9jnTOHAVc
      3U6PJDeQ2PAjtdZninknmN0+VQoD9Y5GXH4PlDP6MmdCtI6Y8akscBIc6d7RqIkZ
      XhohD+knGvC1e7S9wccw8rIjH6LvAvvkQtdbxUwDpuhxAgMBAAGjWDBWMA8GA1Ud
      EwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0MA4GA1UdDwEB/wQEAwIC
      BDAdBgNVHQ4EFgQUQMEWdGvArnawn0F58a2hiGDpFngwDQYJKoZIhvcNAQELBQAD
      ggEBAIp19+ZVhUzFkrdl74sRJwdU/jN/p81arwkAvuItIGJ60pb6uYXCVxC3hqBu
      QXDTHzSXclQg53Kp9ezt71l9CKxHnzx21lxhzijZt8RscYa05o6gLtQbQkawG9Fv
      eeUuAKS3KOzxTdjMtmntxHy0foXXCuC7zF0Er00w/fwxfBNVNDb2nbcLckLNFmEH
      Dx/fDMCkFkM8RZ2T9TUb0wFekLTlHxcaoNwGSCF6HAsJweHiEcOQVGGPsx/kvJwA
      zQYgaZa+F3H8dr8yyI2VVbgetC4kHD5Eyu+GemXzYMJPuT7EJ1cY839hNGkfbNF/
      hT1cYxxskBsOg78bpkWvz+IDwX8=
      -----END CERTIFICATE-----
      """,
    privateKey: """
      -----BEGIN PRIVATE KEY-----
      MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCQmn6dee4u6RRS
      XGISwvvtRHr7TwmaaGhDlF5reyxQj20HSHUNCYxF/aK+928WIieoVK+sEte05V69
      7GZc76uqoi+blLiteSUM08a3kXvEZxt6Et7sAx0P97sR0G1lmGuUQe4bS7FiAAoW
      8yRE2afoIgwWACpisUoR2pJdztDbk1k1WSCBzgN1uTVCfLn5XTWVgJnjnmeKVD7V
      Dn9uK5gNFRVbFREVv6w9jnTOHAVc3U6PJDeQ2PAjtdZninknmN0+VQoD9Y5GXH4P
      lDP6MmdCtI6Y8akscBIc6d7RqIkZXhohD+knGvC1e7S9wccw8rIjH6LvAvvkQtdb
      xUwDpuhxAgMBAAECggEAFo9L3qSlsMLjTUAletjZtfgfmbKIhILydUyh+HHEhaMC
      twaqYEjTjh3WdKWkupbEiiIAMD/WUF4SjF3j0G8B4MKh28t1jnbefWRS1dPIM+mE
      I2TrS3Xm5FVZZZuXXajMa9pnW/HQsEHiURdI2sb8R558NTh8ZF5VeHiZqjH4arET
      x/6vv3rO4IPZUoydlQETyFiAbP4w53YR2N1IMOWxEiCQo48jsmNszgtxN+B5gVUx
      0Bn4hfg3o/aMDAowoU15C6BXlcVzfMkFQ4YdwmZaB0GJb7H9jyuBBSfPYHdQQP+9
      9ToonNuLgvwmSEH573jpz6AqpRu6NhFiZJ0iL1VTOQKBgQDD6NLgLFgeGsjFM8Ws
      8WVB+d+EHFEL/kuXWiVINBh1DfhypR2WzfXrN13pocdVI7/jSqztxVv45ez9lwLn
      2Rpns6g24in8d94FnW9bXAX5Ov31+cBGuDX6XvpaZhS8NAuyah5d7rJkC65z9BNo
      6n6/7xbzs7gehf3mcGfJ4tb4VQKBgQC89QfA9j1wZSYl6QjYr7fvXa2o6fOjCfZr
      PZcHBj/OHC1t6lBhfgEu3b9KZ5c3jsojqgZtQzaeejve6/CsJb4CVv/rlCRyl0kG
      n1pVIYUEBFgSw2/l2VDcJdJ1wO1BWgx2fN1+EzXtFV+BWbFRYcka/TBgFHY8IRlt
      G3/9lA+7rQKBgAL014HUiXvi0ZbQQjJq7ilBuRLITpzMuJ1PGfLt/lR94nrwbPLi
      psxm6H7nFxf80x99+AAak1m9NodZKQ0QpKpd9rLlVNbfhDU3e/+38sshDcYRf8pR
      a1cc6dBFbBiu/GIz4cNvH7gMyRQs4cIaj9EbrY/97VBgm0VH+vj7+FyFAoGBAKp9
      e62DgBP1b+IszSqWAaQcJiCOVqH4zzobrDVOUiuqCONv027jvjWHJp3/sdUTJRfg
      xUO4rYN4TqToxZLNyw9ZaDgqxmgOUHmFNoAxak8hjEYByOjel7LK/YX5uRiKI0yV
      hVPICZQNAMs5HmCLlmSfphJK5BOE2eg0M9ucyEVRAoGAEJmR4P/4tSs0mULZYD1F
      l8Mcw598VDKiNVTABbAlu2v6bvDFZLp7hbjsD8UEhXXfbY8fI8nXDorSfQY4zBFq
      v9YMHcCWY6RR6y/39/tGqeuJ9CoeUx0GWhvBBeeX1MoeDOIwxrcmbYlhnULTqOZQ
      p65pycUstCnTvj4d3gYx7bo=
      -----END PRIVATE KEY-----
      """
  )
}
