/// Chains of an authority of their own, `Chain Root`: what can be wrong with a certificate that is not the server's own.
///
/// All are for `localhost` until 2120, with the same key.
extension TestCertificate {
  /// A certificate that the root has issued for clients alone.
  static let forClients = TestCertificate(certificate: client, privateKey: chainKey)
  /// One with an extension 1.2.3.4 that is critical.
  static let demanding = TestCertificate(certificate: critical, privateKey: chainKey)
  /// One of an intermediate that is all right.
  static let ofGoodIntermediate = TestCertificate(certificate: leafOfGood + "\n" + good, privateKey: chainKey)
  /// The same without the intermediate.
  static let withoutIntermediate = TestCertificate(certificate: leafOfGood, privateKey: chainKey)
  /// One of an intermediate that expired on 2021-02-03.
  static let ofOldIntermediate = TestCertificate(certificate: leafOfOld + "\n" + old, privateKey: chainKey)
  /// One of an intermediate that is valid from 2110-03-04 on.
  static let ofNewIntermediate = TestCertificate(certificate: leafOfNew + "\n" + new, privateKey: chainKey)
  /// One of a certificate that is no authority's.
  static let ofNoAuthority = TestCertificate(certificate: leafOfNone + "\n" + none, privateKey: chainKey)
  /// One of somebody with the root's name.
  static let ofImposter = TestCertificate(certificate: leafOfImposter + "\n" + imposter, privateKey: chainKey)

  /// “Chain Root”.
  static let chainRoot = """
    -----BEGIN CERTIFICATE-----
    MIIBYTCCAQagAwIBAgIUC8iUD0LbzUyaB81Mhioh+KS8oLswCgYIKoZIzj0EAwIw
    FTETMBEGA1UEAwwKQ2hhaW4gUm9vdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEw
    MTAwMDAwMFowFTETMBEGA1UEAwwKQ2hhaW4gUm9vdDBZMBMGByqGSM49AgEGCCqG
    SM49AwEHA0IABGhetrCqihDpEoA4uFZBAyrhf70DauempS5O3meFZ9vL/PC1gryT
    czGDZ0E1jncc+i4xVPlPmilGxeGR/RkyOfmjMjAwMB0GA1UdDgQWBBSzPhJhyqqb
    AmadRUZ46QAfGhmvzjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYC
    IQCT6sMvgBt/JVyEj9TKEid//yIJLsl+Xch1aGgPgdBAJQIhAJdq46bLfw+JxWSa
    Mr4Zi3F3Y7s2Q3Qq3z0iWw4MNhy2
    -----END CERTIFICATE-----
    """

  private static let client = """
    -----BEGIN CERTIFICATE-----
    MIIBpTCCAUugAwIBAgIUCSsfHQ2uKCoN+ekrBNeD8f2plj0wCgYIKoZIzj0EAwIw
    FTETMBEGA1UEAwwKQ2hhaW4gUm9vdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEw
    MTAwMDAwMFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZI
    zj0DAQcDQgAEgFbtuthE5kvCn/cFxkIB+S27gK6xI0xPpD+AVJE9CxXg68pWswcJ
    MhhKjgOshGAYYQwSMqf9JzLuV9e8moa0wqN4MHYwHQYDVR0OBBYEFBD+6LQjy12T
    jwt9EBX6txLOqKnDMAkGA1UdEwQCMAAwFAYDVR0RBA0wC4IJbG9jYWxob3N0MBMG
    A1UdJQQMMAoGCCsGAQUFBwMCMB8GA1UdIwQYMBaAFLM+EmHKqpsCZp1FRnjpAB8a
    Ga/OMAoGCCqGSM49BAMCA0gAMEUCIQCwXTfKWBcD7QCWXSvnc4YIS8vU4HWianZX
    OnIReUqsrgIgA04te8HXR3IEEX9T5KLjayG6Lsk9DFMkcT3ciuBwk9M=
    -----END CERTIFICATE-----
    """

  private static let critical = """
    -----BEGIN CERTIFICATE-----
    MIIBnzCCAUWgAwIBAgIUaY0lNyeyuiArjrVA2Ex8hw52mAkwCgYIKoZIzj0EAwIw
    FTETMBEGA1UEAwwKQ2hhaW4gUm9vdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEw
    MTAwMDAwMFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZI
    zj0DAQcDQgAEgFbtuthE5kvCn/cFxkIB+S27gK6xI0xPpD+AVJE9CxXg68pWswcJ
    MhhKjgOshGAYYQwSMqf9JzLuV9e8moa0wqNyMHAwHQYDVR0OBBYEFBD+6LQjy12T
    jwt9EBX6txLOqKnDMAkGA1UdEwQCMAAwFAYDVR0RBA0wC4IJbG9jYWxob3N0MA0G
    AyoDBAEB/wQDDAF4MB8GA1UdIwQYMBaAFLM+EmHKqpsCZp1FRnjpAB8aGa/OMAoG
    CCqGSM49BAMCA0gAMEUCICIo5vro835PPnJzNRaCg0+u8fhRlNjL+8+VAFxwJpsK
    AiEA+pq6+x7FNcckfV1o9GEhq/7yyYDYR7ysRADQUlUUgvE=
    -----END CERTIFICATE-----
    """

  static let good = """
    -----BEGIN CERTIFICATE-----
    MIIBezCCASKgAwIBAgIUULKPptcQpPdxTje5KiR1xJbycXUwCgYIKoZIzj0EAwIw
    FTETMBEGA1UEAwwKQ2hhaW4gUm9vdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEw
    MTAwMDAwMFowEDEOMAwGA1UEAwwFSW50ZXIwWTATBgcqhkjOPQIBBggqhkjOPQMB
    BwNCAAQF2QITv5/Osw7FSYkYd9O/ej9zr1Q1uetFElePp6leGHjE3nDab1g9BiVc
    6MnfILSJ8DFmt1gSs9muMcan+305o1MwUTAdBgNVHQ4EFgQUUcSij59QyNEot5AZ
    4wHnOdDDUK4wDwYDVR0TAQH/BAUwAwEB/zAfBgNVHSMEGDAWgBSzPhJhyqqbAmad
    RUZ46QAfGhmvzjAKBggqhkjOPQQDAgNHADBEAiA7xIFJaNlSr0JruaeYvy+Pt7Ad
    lQd9Y7Moy9tjGt2ICQIgbR6/rneddO95MeUzQki2AzUjbHewZxsKHLBqUZixBvA=
    -----END CERTIFICATE-----
    """

  private static let leafOfGood = """
    -----BEGIN CERTIFICATE-----
    MIIBizCCATGgAwIBAgIURiVEXdfFrUQIHnEObvmwKE8iNTQwCgYIKoZIzj0EAwIw
    EDEOMAwGA1UEAwwFSW50ZXIwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAw
    MDBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEH
    A0IABIBW7brYROZLwp/3BcZCAfktu4CusSNMT6Q/gFSRPQsV4OvKVrMHCTIYSo4D
    rIRgGGEMEjKn/Scy7lfXvJqGtMKjYzBhMB0GA1UdDgQWBBQQ/ui0I8tdk48LfRAV
    +rcSzqipwzAJBgNVHRMEAjAAMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAfBgNVHSME
    GDAWgBRRxKKPn1DI0Si3kBnjAec50MNQrjAKBggqhkjOPQQDAgNIADBFAiEAseoA
    IDw9jLY61F7UMWr1nDQMVxrEWxaQV/Wqs+kvIvECIEfeyS+NwUsW+jL8cq63dayY
    dFR/upvlV+pa3G5N+5tm
    -----END CERTIFICATE-----
    """

  private static let old = """
    -----BEGIN CERTIFICATE-----
    MIIBfzCCASSgAwIBAgIUZjAJs65Ir4s5bbIsSw6BO0kO3BswCgYIKoZIzj0EAwIw
    FTETMBEGA1UEAwwKQ2hhaW4gUm9vdDAeFw0yMDAxMDEwMDAwMDBaFw0yMTAyMDMw
    NDA1MDZaMBQxEjAQBgNVBAMMCU9sZCBJbnRlcjBZMBMGByqGSM49AgEGCCqGSM49
    AwEHA0IABAXZAhO/n86zDsVJiRh30796P3OvVDW560USV4+nqV4YeMTecNpvWD0G
    JVzoyd8gtInwMWa3WBKz2a4xxqf7fTmjUzBRMB0GA1UdDgQWBBRRxKKPn1DI0Si3
    kBnjAec50MNQrjAPBgNVHRMBAf8EBTADAQH/MB8GA1UdIwQYMBaAFLM+EmHKqpsC
    Zp1FRnjpAB8aGa/OMAoGCCqGSM49BAMCA0kAMEYCIQDeyYaQK4RR3w8udYzuP+5c
    UzTLGaN+Z2xbbz2SxJJw2wIhAJHrQ/c+6lrVx6RfRNEnr3RsCtG190oPq+xS66YJ
    1pvR
    -----END CERTIFICATE-----
    """

  private static let leafOfOld = """
    -----BEGIN CERTIFICATE-----
    MIIBkDCCATWgAwIBAgIUcKUuDpxIADEYOFtTM8rLsu25Mp8wCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJT2xkIEludGVyMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAx
    MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAASAVu262ETmS8Kf9wXGQgH5LbuArrEjTE+kP4BUkT0LFeDrylazBwky
    GEqOA6yEYBhhDBIyp/0nMu5X17yahrTCo2MwYTAdBgNVHQ4EFgQUEP7otCPLXZOP
    C30QFfq3Es6oqcMwCQYDVR0TBAIwADAUBgNVHREEDTALgglsb2NhbGhvc3QwHwYD
    VR0jBBgwFoAUUcSij59QyNEot5AZ4wHnOdDDUK4wCgYIKoZIzj0EAwIDSQAwRgIh
    AP3HHRllAZBbWaM4Q8FxD0xvudmXQGc2I3BG6FGRtzkLAiEA38U1F6sJ6szLVgA7
    0VeKWBpS9jN7KZTlfaqsv2mDrP0=
    -----END CERTIFICATE-----
    """

  private static let new = """
    -----BEGIN CERTIFICATE-----
    MIIBgzCCASigAwIBAgIUEL2K5jLMpsV+GowiOhgX1uGE2fEwCgYIKoZIzj0EAwIw
    FTETMBEGA1UEAwwKQ2hhaW4gUm9vdDAiGA8yMTEwMDMwNDA1MDYwN1oYDzIxMjAw
    MTAxMDAwMDAwWjAUMRIwEAYDVQQDDAlOZXcgSW50ZXIwWTATBgcqhkjOPQIBBggq
    hkjOPQMBBwNCAAQF2QITv5/Osw7FSYkYd9O/ej9zr1Q1uetFElePp6leGHjE3nDa
    b1g9BiVc6MnfILSJ8DFmt1gSs9muMcan+305o1MwUTAdBgNVHQ4EFgQUUcSij59Q
    yNEot5AZ4wHnOdDDUK4wDwYDVR0TAQH/BAUwAwEB/zAfBgNVHSMEGDAWgBSzPhJh
    yqqbAmadRUZ46QAfGhmvzjAKBggqhkjOPQQDAgNJADBGAiEA3VrPRLsReglUz6ZW
    Afv2gZfz3XB+wz+s6am2DI3xMmkCIQCcbtQzRpbO5BwH2/0ArUF0MNA779fGWzzJ
    P6HrQmUQhw==
    -----END CERTIFICATE-----
    """

  private static let leafOfNew = """
    -----BEGIN CERTIFICATE-----
    MIIBjzCCATWgAwIBAgIUGzwotKd4OLeEP6UFcV6ClrM2PmMwCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJTmV3IEludGVyMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAx
    MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAASAVu262ETmS8Kf9wXGQgH5LbuArrEjTE+kP4BUkT0LFeDrylazBwky
    GEqOA6yEYBhhDBIyp/0nMu5X17yahrTCo2MwYTAdBgNVHQ4EFgQUEP7otCPLXZOP
    C30QFfq3Es6oqcMwCQYDVR0TBAIwADAUBgNVHREEDTALgglsb2NhbGhvc3QwHwYD
    VR0jBBgwFoAUUcSij59QyNEot5AZ4wHnOdDDUK4wCgYIKoZIzj0EAwIDSAAwRQIg
    Z6LN9DCeu2/8KeqjcEaX2EryjiD4afc/MSlb5vWmAWgCIQDyBJtYYGI8PY6Y7SPO
    tfiwF0oaShy07bfpicdLTXV1oQ==
    -----END CERTIFICATE-----
    """

  private static let none = """
    -----BEGIN CERTIFICATE-----
    MIIBejCCASCgAwIBAgIUG47fhouG9X0miKMnAFyGxUfvPd8wCgYIKoZIzj0EAwIw
    FTETMBEGA1UEAwwKQ2hhaW4gUm9vdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEw
    MTAwMDAwMFowETEPMA0GA1UEAwwGTm90IENBMFkwEwYHKoZIzj0CAQYIKoZIzj0D
    AQcDQgAEBdkCE7+fzrMOxUmJGHfTv3o/c69UNbnrRRJXj6epXhh4xN5w2m9YPQYl
    XOjJ3yC0ifAxZrdYErPZrjHGp/t9OaNQME4wHQYDVR0OBBYEFFHEoo+fUMjRKLeQ
    GeMB5znQw1CuMAwGA1UdEwEB/wQCMAAwHwYDVR0jBBgwFoAUsz4SYcqqmwJmnUVG
    eOkAHxoZr84wCgYIKoZIzj0EAwIDSAAwRQIhAOb75cBP1VWVOGybthf/rXepNHz+
    5CaYCnxdKUv8AfXbAiBcRBJovQoY6upi4cbjlJWCkS/5hteIBjH+FudmnUTotg==
    -----END CERTIFICATE-----
    """

  private static let leafOfNone = """
    -----BEGIN CERTIFICATE-----
    MIIBjDCCATKgAwIBAgIUVgHNNEweprwwStp/NJkTxgJbYqowCgYIKoZIzj0EAwIw
    ETEPMA0GA1UEAwwGTm90IENBMCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAw
    MDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMB
    BwNCAASAVu262ETmS8Kf9wXGQgH5LbuArrEjTE+kP4BUkT0LFeDrylazBwkyGEqO
    A6yEYBhhDBIyp/0nMu5X17yahrTCo2MwYTAdBgNVHQ4EFgQUEP7otCPLXZOPC30Q
    Ffq3Es6oqcMwCQYDVR0TBAIwADAUBgNVHREEDTALgglsb2NhbGhvc3QwHwYDVR0j
    BBgwFoAUUcSij59QyNEot5AZ4wHnOdDDUK4wCgYIKoZIzj0EAwIDSAAwRQIgSEpG
    WPl/ZNiAz+VztMqPj4P4uWlCVUFlc7fEDJ2KjUsCIQCHOwToAMSm+6dG4J5REbAu
    xl2g3VnPPYnjupxQjcwabw==
    -----END CERTIFICATE-----
    """

  private static let imposter = """
    -----BEGIN CERTIFICATE-----
    MIIBXzCCAQagAwIBAgIUVge7raLSOsGMIJiCauGQBlnKMfMwCgYIKoZIzj0EAwIw
    FTETMBEGA1UEAwwKQ2hhaW4gUm9vdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEw
    MTAwMDAwMFowFTETMBEGA1UEAwwKQ2hhaW4gUm9vdDBZMBMGByqGSM49AgEGCCqG
    SM49AwEHA0IABAXZAhO/n86zDsVJiRh30796P3OvVDW560USV4+nqV4YeMTecNpv
    WD0GJVzoyd8gtInwMWa3WBKz2a4xxqf7fTmjMjAwMB0GA1UdDgQWBBRRxKKPn1DI
    0Si3kBnjAec50MNQrjAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQC
    IGlGbcb/1FQdmzBv3dk4dn0ixhr/c2ibJnLqlQ30wRUFAiA4JKJeqD9MVu8BSkLo
    PKwGCJPgrDUsarzJAaCGEczMHw==
    -----END CERTIFICATE-----
    """

  private static let leafOfImposter = """
    -----BEGIN CERTIFICATE-----
    MIIBkDCCATagAwIBAgIUFlV/G1DfrBgfonmOYrzX8QflQjMwCgYIKoZIzj0EAwIw
    FTETMBEGA1UEAwwKQ2hhaW4gUm9vdDAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEw
    MTAwMDAwMFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZI
    zj0DAQcDQgAEgFbtuthE5kvCn/cFxkIB+S27gK6xI0xPpD+AVJE9CxXg68pWswcJ
    MhhKjgOshGAYYQwSMqf9JzLuV9e8moa0wqNjMGEwHQYDVR0OBBYEFBD+6LQjy12T
    jwt9EBX6txLOqKnDMAkGA1UdEwQCMAAwFAYDVR0RBA0wC4IJbG9jYWxob3N0MB8G
    A1UdIwQYMBaAFFHEoo+fUMjRKLeQGeMB5znQw1CuMAoGCCqGSM49BAMCA0gAMEUC
    IQD+aBZGzhBUQPRBBGjhY0jar4XanDCN5aL/xZc/rKXrOgIgWJAYkICzMjWng3zB
    cdSrE2VdupxUfLWSw937zEeyyeI=
    -----END CERTIFICATE-----
    """

  private static let chainKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgdngkx0vQZcDMSKm0
    ms72j7Arzsjo26b2pCZ64Yw3MP2hRANCAASAVu262ETmS8Kf9wXGQgH5LbuArrEj
    TE+kP4BUkT0LFeDrylazBwkyGEqOA6yEYBhhDBIyp/0nMu5X17yahrTC
    -----END PRIVATE KEY-----
    """
}
