/// A self-signed certificate and its key, made for these tests and used nowhere else.
struct TestCertificate: Sendable {
  /// The certificate in PEM format.
  let certificate: String
  /// Its private key in PEM format.
  let privateKey: String
}

extension TestCertificate {
  /// For `localhost`, until 2120.
  static let localhost = TestCertificate(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBYDCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
      c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
      CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABB7OUwXXyKkuqgZv
      IhCMplnfucPpfljIaY900v+nMzoA+Tl8whJO6VewnBZN+GHW4veISf4WUHkMSjyk
      QobTzHOjSDBGMA8GA1UdEwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0
      MB0GA1UdDgQWBBSFgdBDhr2Fa1f//LgYqe0AXzsxOzAKBggqhkjOPQQDAgNHADBE
      AiACa3FbZzWVmKjW3tIrkQGD1OZN6tUp/oR8Lvh1FAbyhgIgJKKTRXafzhEr2H6X
      u9tTpE9ZSOxQwm6dnFJ7Wid+QH4=
      -----END CERTIFICATE-----
      """,
    privateKey: """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgPWYFi0PSSkSrTtkc
      hTRu+OW4iJkAuImz9nF/Sik/uaihRANCAAQezlMF18ipLqoGbyIQjKZZ37nD6X5Y
      yGmPdNL/pzM6APk5fMISTulXsJwWTfhh1uL3iEn+FlB5DEo8pEKG08xz
      -----END PRIVATE KEY-----
      """
  )

  /// For `other.example`, until 2120.
  static let otherHost = TestCertificate(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBbjCCAROgAwIBAgIBATAKBggqhkjOPQQDAjAYMRYwFAYDVQQDDA1vdGhlci5l
      eGFtcGxlMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAYMRYwFAYD
      VQQDDA1vdGhlci5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKXdd
      eixox2dA/fjjfMmLoKD8tbdjpxoURBqRMcxjdm+TaBN/zWVD5yIzesA8/6oODYb5
      OhiqgHk9GFZoaG3nyqNMMEowDwYDVR0TAQH/BAUwAwEB/zAYBgNVHREEETAPgg1v
      dGhlci5leGFtcGxlMB0GA1UdDgQWBBQRU0jmJIjrSnl2jpD+RVPQ9Vl0KTAKBggq
      hkjOPQQDAgNJADBGAiEApwwQJpI1lBDP89fpb7/A6o0e1SL9f+wMkBBpvgjLYPAC
      IQDPDIxQpa9KPmb60xtZtOUvM5UUIGyTFwYDr1c9/V8vnA==
      -----END CERTIFICATE-----
      """,
    privateKey: """
      -----BEGIN PRIVATE KEY-----
      MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgXy6+1Cl6Io6ydJ3E
      5Y0iQs7AfWRmXLjs3r8pZiCNHJihRANCAAQpd116LGjHZ0D9+ON8yYugoPy1t2On
      GhREGpExzGN2b5NoE3/NZUPnIjN6wDz/qg4Nhvk6GKqAeT0YVmhobefK
      -----END PRIVATE KEY-----
      """
  )
}
