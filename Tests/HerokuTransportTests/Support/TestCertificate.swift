/// A certificate and its key, made for these tests and used nowhere else.
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

// MARK: Issued by an authority

extension TestCertificate {
  /// For `localhost`, until 2120; issued by ``authority``.
  static let issued = TestCertificate(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBljCCAT2gAwIBAgIULGOnXUvovBQ8EwXPQiSesigTl2EwCgYIKoZIzj0EAwIw
      GTEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEy
      MDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEG
      CCqGSM49AwEHA0IABGx1snJgtqX4Cji3C/8dxTunX4GF14DY7lJxu3LIGeISVrVM
      l7AJF51XjbhA15QCeFfnDwVZjQR6ZXgSireCYIOjZjBkMAwGA1UdEwEB/wQCMAAw
      FAYDVR0RBA0wC4IJbG9jYWxob3N0MB0GA1UdDgQWBBQWbyA5T63QtBrUfhTaNajT
      jd3YeDAfBgNVHSMEGDAWgBTRxtw5GcAUTtibOwvuRDPa0xDrEjAKBggqhkjOPQQD
      AgNHADBEAiAkJooCgrXxUeRIlM0q6nj09tQDR3Oj7+UUvaYVl0FMmAIgB3Jx+XsI
      sPSYapK9Gwk4OdbaVEp4NUnFurAgVSlbCwg=
      -----END CERTIFICATE-----
      """,
    privateKey: issuedKey
  )

  /// For `localhost`, from 2020-01-01 to 2021-02-03.
  static let expired = TestCertificate(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBlTCCATugAwIBAgIUGCJZBKMpfFdE3EqA+tfTl2896NwwCgYIKoZIzj0EAwIw
      GTEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwHhcNMjAwMTAxMDAwMDAwWhcNMjEw
      MjAzMDQwNTA2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggq
      hkjOPQMBBwNCAARsdbJyYLal+Ao4twv/HcU7p1+BhdeA2O5ScbtyyBniEla1TJew
      CRedV424QNeUAnhX5w8FWY0EemV4Eoq3gmCDo2YwZDAMBgNVHRMBAf8EAjAAMBQG
      A1UdEQQNMAuCCWxvY2FsaG9zdDAdBgNVHQ4EFgQUFm8gOU+t0LQa1H4U2jWo043d
      2HgwHwYDVR0jBBgwFoAU0cbcORnAFE7YmzsL7kQz2tMQ6xIwCgYIKoZIzj0EAwID
      SAAwRQIgdoZ9eW+7SRUW4ChSwQv/Zf3auQi9yexETZMmWHaTp9sCIQCi+bZchh/t
      54Idi7P8b/QoDV+URX/wNVgg/3CHZ58EbA==
      -----END CERTIFICATE-----
      """,
    privateKey: issuedKey
  )

  /// For `localhost`, from 2110-03-04.
  static let future = TestCertificate(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBmDCCAT+gAwIBAgIUNgLLEPG7jYTfdNCqVgb5DGF9SU0wCgYIKoZIzj0EAwIw
      GTEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwIhgPMjExMDAzMDQwNTA2MDdaGA8y
      MTIwMDEwMTAwMDAwMFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0C
      AQYIKoZIzj0DAQcDQgAEbHWycmC2pfgKOLcL/x3FO6dfgYXXgNjuUnG7csgZ4hJW
      tUyXsAkXnVeNuEDXlAJ4V+cPBVmNBHpleBKKt4Jgg6NmMGQwDAYDVR0TAQH/BAIw
      ADAUBgNVHREEDTALgglsb2NhbGhvc3QwHQYDVR0OBBYEFBZvIDlPrdC0GtR+FNo1
      qNON3dh4MB8GA1UdIwQYMBaAFNHG3DkZwBRO2Js7C+5EM9rTEOsSMAoGCCqGSM49
      BAMCA0cAMEQCIDTuo5YgC4ovnuZOo0YAAO1FCReSvmfdwvU0bT+UUAZHAiBJQUsv
      hiiPCgAzh7gNq8fU4F4D+IpOUHgnkNRbCyCfbA==
      -----END CERTIFICATE-----
      """,
    privateKey: issuedKey
  )

  /// For `other.example` and `*.other.example`, until 2120.
  static let elsewhere = TestCertificate(
    certificate: """
      -----BEGIN CERTIFICATE-----
      MIIBsDCCAVagAwIBAgIUJ7FNbB3JeMk2k2pWHWy0hBBL5ycwCgYIKoZIzj0EAwIw
      GTEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEy
      MDAxMDEwMDAwMDBaMBgxFjAUBgNVBAMMDW90aGVyLmV4YW1wbGUwWTATBgcqhkjO
      PQIBBggqhkjOPQMBBwNCAARsdbJyYLal+Ao4twv/HcU7p1+BhdeA2O5ScbtyyBni
      Ela1TJewCRedV424QNeUAnhX5w8FWY0EemV4Eoq3gmCDo3sweTAMBgNVHRMBAf8E
      AjAAMCkGA1UdEQQiMCCCDW90aGVyLmV4YW1wbGWCDyoub3RoZXIuZXhhbXBsZTAd
      BgNVHQ4EFgQUFm8gOU+t0LQa1H4U2jWo043d2HgwHwYDVR0jBBgwFoAU0cbcORnA
      FE7YmzsL7kQz2tMQ6xIwCgYIKoZIzj0EAwIDSAAwRQIhAO5s7pQcCP0W/0jDBfBT
      6pQSpz5Fhse6v+cnAzIBj9aeAiB7jbUGwO48JJjIHkxetQMGBkxyyO7lLj5itM7w
      xUPvcA==
      -----END CERTIFICATE-----
      """,
    privateKey: issuedKey
  )

  /// “Test Authority”, until 2120.
  static let authority = """
    -----BEGIN CERTIFICATE-----
    MIIBdzCCAR6gAwIBAgIUfhi48+FGuFmeHyV9OAxPUtjIqOUwCgYIKoZIzj0EAwIw
    GTEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEy
    MDAxMDEwMDAwMDBaMBkxFzAVBgNVBAMMDlRlc3QgQXV0aG9yaXR5MFkwEwYHKoZI
    zj0CAQYIKoZIzj0DAQcDQgAEcUaLNIwqS7VgtDl3gj3WtbveVhC+pBTZDxCetoYx
    QzHE/TE0tNvrTFQePwWjGRcuQQNoLxL+15pXLN4xbTo7rKNCMEAwDwYDVR0TAQH/
    BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAgQwHQYDVR0OBBYEFNHG3DkZwBRO2Js7C+5E
    M9rTEOsSMAoGCCqGSM49BAMCA0cAMEQCIA35hnPaKXXmIWYaBMhx8zxBFKQWvhns
    l4PYv6gDzU7kAiBHdAo/jac7Rv4I8jW3+tslmLGEqdHlGLHXiOcdQVcGSQ==
    -----END CERTIFICATE-----
    """

  /// The same name and key, from 2010 to 2020.
  static let oldAuthority = """
    -----BEGIN CERTIFICATE-----
    MIIBdjCCARygAwIBAgIUJXRMygClR4kQrUJ34puegA27PLowCgYIKoZIzj0EAwIw
    GTEXMBUGA1UEAwwOVGVzdCBBdXRob3JpdHkwHhcNMTAwMTAxMDAwMDAwWhcNMjAw
    MTAxMDAwMDAwWjAZMRcwFQYDVQQDDA5UZXN0IEF1dGhvcml0eTBZMBMGByqGSM49
    AgEGCCqGSM49AwEHA0IABHFGizSMKku1YLQ5d4I91rW73lYQvqQU2Q8QnraGMUMx
    xP0xNLTb60xUHj8FoxkXLkEDaC8S/teaVyzeMW06O6yjQjBAMA8GA1UdEwEB/wQF
    MAMBAf8wDgYDVR0PAQH/BAQDAgIEMB0GA1UdDgQWBBTRxtw5GcAUTtibOwvuRDPa
    0xDrEjAKBggqhkjOPQQDAgNIADBFAiEAsDzBYiD8+z8fdyk5NF+dNQ7V1RFGddhH
    yvTxX2d/5koCIE/UQxA3BMkzRl9l3R1Vkc4U+cdICLtoZu+59Kv3oGT7
    -----END CERTIFICATE-----
    """

  private static let issuedKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUYjbbbvqS8VIzjxo
    VA4/WHytbIaLFuR3WUa17JgpjJ6hRANCAARsdbJyYLal+Ao4twv/HcU7p1+BhdeA
    2O5ScbtyyBniEla1TJewCRedV424QNeUAnhX5w8FWY0EemV4Eoq3gmCD
    -----END PRIVATE KEY-----
    """
}
