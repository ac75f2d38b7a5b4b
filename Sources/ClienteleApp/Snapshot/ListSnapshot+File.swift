import CDigest
import ClientBrowser
import ClientIndex
import FoundationEssentials
import HerokuAPI

/// The format of a snapshot's file: a first line with its version, what is known, the CRC-32 of all before it.
///
/// Texts stand behind their lengths in bytes, so that reading needs no search and no escapes; the checksum stands at the
/// end, so that a long list can be written without being held whole.
extension ListSnapshot {
  /// What stands at the start.
  static let firstLine = Array("clientele list 3\n".utf8)
  private static let checksumLength = 4
  /// How long a piece is about, in bytes.
  private static let piece = 1 << 16

  /// Gives the bytes of the file, piece by piece.
  func forEachPiece<Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var payload = SnapshotWriter(startingWith: Self.firstLine)
    var sum: UInt32 = 0
    payload.write(date)
    payload.write(version?.tag)
    payload.write(UInt32(clamping: clients.count))
    for client in clients {
      payload.write(client.id.text)
      payload.write(client.name)
      payload.write(client.redirectURI)
      payload.write(client.ignoresDelinquent)
      payload.write(client.createdAt)
      payload.write(client.updatedAt)
      guard payload.bytes.count >= Self.piece else { continue }
      let piece = payload.takeBytes()
      sum = Self.checksum(of: piece[...], after: sum)
      try body(piece)
    }
    payload.write(Self.checksum(of: payload.bytes[...], after: sum))
    try body(payload.takeBytes())
  }

  /// The snapshot in a file's bytes; nil where they are of another version, cut short or changed.
  init?(fileBytes bytes: [UInt8]) {
    let end = bytes.count - Self.checksumLength
    guard end > Self.firstLine.count, bytes.starts(with: Self.firstLine) else { return nil }
    var checksum = SnapshotReader(bytes[end...])
    var reader = SnapshotReader(bytes[Self.firstLine.count..<end])
    do throws(SnapshotReader.Unreadable) {
      guard try checksum.number() == Self.checksum(of: bytes[..<end]), let date = try reader.date() else {
        return nil
      }
      let tag = try reader.text()
      var left = try reader.number()
      // Read one by one, so that they are not held both as they are and as the list holds them.
      let batch = try ClientBatch { () throws(SnapshotReader.Unreadable) in
        guard left > 0 else { return nil }
        left -= 1
        return try reader.client()
      }
      guard reader.isAtEnd else { return nil }
      self.init(batch, version: tag.map(ListVersion.init(tag:)), date: date)
    } catch {
      return nil
    }
  }

  /// The CRC-32 of bytes that follow others.
  static func checksum(of bytes: ArraySlice<UInt8>, after sum: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { CDigest.checksum(sum, $0.baseAddress, $0.count) }
  }
}

extension SnapshotReader {
  fileprivate mutating func client() throws(Unreadable) -> OAuthClient {
    guard let id = try text(), let name = try text(), let uri = try text() else { throw Unreadable() }
    return OAuthClient(
      id: ClientID(id),
      name: name,
      redirectURI: uri,
      ignoresDelinquent: try flag(),
      createdAt: try date(),
      updatedAt: try date()
    )
  }
}
