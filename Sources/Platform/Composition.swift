#if canImport(Darwin)
  import Foundation
#else
  // The standard library compares texts by these forms, and has no public name for them yet (swift-evolution#2512). Full
  // Foundation has them, and brings 40 MB of ICU. Should the names change, the build stops here and nowhere else.
  @_spi(_Unicode) import Swift
#endif

extension String {
  /// Its scalars with each base and its marks composed to one where there is one (NFC): the same for texts that are
  /// canonically equivalent.
  public var composedScalars: [Unicode.Scalar] {
    #if canImport(Darwin)
      Array(precomposedStringWithCanonicalMapping.unicodeScalars)
    #else
      Array(_nfc)
    #endif
  }

  /// Its scalars with each mark apart from its base (NFD).
  public var decomposedScalars: [Unicode.Scalar] {
    #if canImport(Darwin)
      Array(decomposedStringWithCanonicalMapping.unicodeScalars)
    #else
      Array(_nfd)
    #endif
  }
}
