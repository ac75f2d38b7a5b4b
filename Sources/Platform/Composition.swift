#if canImport(Darwin)
  import Foundation
#else
  // The standard library compares texts by this form, and has no public name for it yet (swift-evolution#2512). Full
  // Foundation has one, and brings 40 MB of ICU. Should the name change, the build stops here and nowhere else.
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
}
