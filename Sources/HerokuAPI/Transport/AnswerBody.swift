import FoundationEssentials
import Platform

/// The bytes of an answer's body, which are overwritten once nobody has them any more.
///
/// A list comes with every client's secret in it, whether anybody wants those or not; an app's config vars with all that it has.
/// What decoders, TLS and the system copy of them is theirs, and is not overwritten.
public struct AnswerBody: Sendable, ExpressibleByArrayLiteral {
  private var storage: Storage?

  /// A body without a byte.
  public init() {}

  /// Copies bytes.
  public init(_ bytes: some Collection<UInt8>) { append(contentsOf: bytes) }

  /// Copies bytes.
  public init(arrayLiteral bytes: UInt8...) { append(contentsOf: bytes) }

  /// Adds a copy of bytes at the end.
  public mutating func append(contentsOf bytes: some Collection<UInt8>) {
    guard !bytes.isEmpty else { return }
    let count = count + bytes.count
    let isOwn = isKnownUniquelyReferenced(&storage)
    if !isOwn || count > storage?.capacity ?? 0 {
      // Twice as much, or each part that comes would copy all before it.
      let roomier = Storage(capacity: isOwn ? Swift.max(count, 2 * self.count) : count)
      if let storage { roomier.append(storage.bytes) }
      storage = roomier
    }
    if bytes.withContiguousStorageIfAvailable({ storage?.append(UnsafeRawBufferPointer($0)) }) == nil {
      Array(bytes).withUnsafeBytes { storage?.append($0) }
    }
  }

  /// Has the bytes looked at where they are; the pointer is good until `body` returns.
  public func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) rethrows -> Value {
    // Or they might be overwritten after the last mention of them, while they are looked at.
    try withExtendedLifetime(storage) {
      try body(storage?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  /// The bytes as data that shares them, and keeps them as long as it is there.
  var data: Data {
    guard let storage, let start = UnsafeMutableRawPointer(mutating: storage.bytes.baseAddress) else {
      return Data()
    }
    return Data(
      bytesNoCopy: start,
      count: count,
      deallocator: .custom { _, _ in withExtendedLifetime(storage) {} }
    )
  }

  /// Memory that is written by its only owner alone, and by nobody once it has several: so it may be shared between threads.
  private final class Storage: @unchecked Sendable {
    private let memory: UnsafeMutableRawBufferPointer
    private var count = 0

    init(capacity: Int) {
      memory = .allocate(byteCount: capacity, alignment: 1)
    }

    deinit {
      overwrite(UnsafeMutableRawBufferPointer(rebasing: memory[..<count]))
      memory.deallocate()
    }

    var capacity: Int { memory.count }
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[..<count]) }

    func append(_ bytes: UnsafeRawBufferPointer) {
      UnsafeMutableRawBufferPointer(rebasing: memory[count...]).copyMemory(from: bytes)
      count += bytes.count
    }
  }
}

extension AnswerBody: RandomAccessCollection {
  /// The position of the first byte: 0.
  public var startIndex: Int { 0 }
  /// The position behind the last byte: how many there are.
  public var endIndex: Int { storage?.bytes.count ?? 0 }

  /// The byte at a position; one that there is not is a fault of the caller's.
  public subscript(position: Int) -> UInt8 {
    guard let storage else { preconditionFailure("There is no byte in an empty body.") }
    return withExtendedLifetime(storage) { storage.bytes[position] }
  }

  /// Has the bytes looked at where they are.
  public func withContiguousStorageIfAvailable<Value>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
  ) rethrows -> Value? {
    try withUnsafeBytes { try body($0.bindMemory(to: UInt8.self)) }
  }
}

extension AnswerBody: Equatable {
  /// Whether two bodies have the same bytes.
  public static func == (left: AnswerBody, right: AnswerBody) -> Bool { left.elementsEqual(right) }
}

extension AnswerBody: CustomStringConvertible, CustomReflectable {
  /// How many bytes they are, and nothing of them.
  public var description: String { "\(count) bytes" }
  /// A mirror without children: reflection must not reach a secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension HTTPAnswer {
  /// Decodes what the body says, from where it is.
  func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
    try JSONDecoder().decode(type, from: body.data)
  }

  /// Decodes what the body says by what is known already, from where it is.
  func decode<Payload: DecodableWithConfiguration>(
    _ type: Payload.Type,
    by configuration: Payload.DecodingConfiguration
  ) throws -> Payload {
    try JSONDecoder().decode(type, from: body.data, configuration: configuration)
  }
}
