import CDigest
import ClientBrowser
import FoundationEssentials
import HerokuAPI

/// The format of a snapshot's file: a first line with its version, the CRC-32 of the rest, the rest.
///
/// Texts stand behind their lengths in bytes, so that reading needs no search and no escapes.
extension ListSnapshot {
  private static let firstLine = Array("clientele list 2\n".utf8)
  private static let checksumLength = 4

  /// The bytes of the file.
  func fileBytes() -> [UInt8] {
    var payload = SnapshotWriter()
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
    }
    return Self.firstLine + Self.checksum(of: payload.bytes[...]) + payload.bytes
  }

  /// The snapshot in a file's bytes; nil where they are of another version, cut short or changed.
  init?(fileBytes bytes: [UInt8]) {
    let start = Self.firstLine.count + Self.checksumLength
    guard bytes.count > start, bytes.starts(with: Self.firstLine) else { return nil }
    let payload = bytes[start...]
    guard bytes[Self.firstLine.count..<start].elementsEqual(Self.checksum(of: payload)) else { return nil }
    var reader = SnapshotReader(Array(payload))
    do throws(SnapshotReader.Unreadable) {
      guard let date = try reader.date() else { return nil }
      let tag = try reader.text()
      var clients: [OAuthClient] = []
      for _ in 0..<(try reader.number()) {
        guard let id = try reader.text(), let name = try reader.text(), let uri = try reader.text() else {
          return nil
        }
        clients.append(
          OAuthClient(
            id: ClientID(id),
            name: name,
            redirectURI: uri,
            ignoresDelinquent: try reader.flag(),
            createdAt: try reader.date(),
            updatedAt: try reader.date()
          )
        )
      }
      guard reader.isAtEnd else { return nil }
      self.init(clients: clients, version: tag.map(ListVersion.init(tag:)), date: date)
    } catch {
      return nil
    }
  }

  private static func checksum(of payload: ArraySlice<UInt8>) -> [UInt8] {
    var writer = SnapshotWriter()
    writer.write(payload.withUnsafeBytes { CDigest.checksum($0.baseAddress, $0.count) })
    return writer.bytes
  }
}
