import FoundationEssentials
import HTTPTypes
import Platform
import Testing

@testable import HerokuAPI

/// The bytes of an answer, which do not outlive their use.
@Suite struct AnswerBodyTests {
  @Test func `has the bytes that came, in whatever parts, however often it is copied`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      var body = AnswerBody()
      var expected: [UInt8] = []
      var copies: [(AnswerBody, [UInt8])] = []
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        let part = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
        // With memory of its own, as arrays have it, or without.
        if Bool.random(using: &generator) {
          body.append(contentsOf: part)
        } else {
          body.append(contentsOf: part.lazy.map { $0 }.prefix(part.count))
        }
        expected += part
        if Bool.random(using: &generator) { copies.append((body, expected)) }
      }
      copies.append((body, expected))
      for (copy, bytes) in copies {
        #expect(Array(copy) == bytes && copy == AnswerBody(bytes))
        #expect(copy.count == bytes.count && Array(copy.data) == bytes)
      }
    }
  }

  @Test func `is overwritten when the last of its copies goes, and not before`() throws {
    let secret = Array(String(repeating: "planted-", count: 125).utf8)
    // Freed memory may be another's at once, so that one look proves nothing: of what is not overwritten some is seen.
    let seen = (0..<100).count { _ in
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: secret.count, alignment: 1)
      memory.copyBytes(from: secret)
      let address = Int(bitPattern: memory.baseAddress)
      memory.deallocate()
      return Self.stands(secret, at: address)
    }
    try #require(seen > 0, "it would be seen here")

    for _ in 0..<100 {
      var body: AnswerBody? = AnswerBody(secret)
      var copy = body
      let address = try #require(body?.withUnsafeBytes { Int(bitPattern: $0.baseAddress) })
      body = nil
      #expect(copy.map(Array.init) == secret)
      copy = nil
      #expect(!Self.stands(secret, at: address))
    }
  }

  @Test func `shows nothing of itself`() {
    let body = AnswerBody("planted".utf8)
    var dumped = ""
    dump(HTTPAnswer(head: HTTPResponse(status: .ok), body: body), to: &dumped)
    #expect("\(body)" == "7 bytes" && !dumped.contains("112"))
  }

  /// Whether the end of some bytes stands where they were, in memory that may not be this process's own any more.
  ///
  /// What frees memory writes over its beginning, whatever was there.
  private static func stands(_ bytes: [UInt8], at address: Int) -> Bool {
    let file = open("/proc/self/mem", O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    // Looked at on the stack: what is allocated here might get just that memory.
    return withUnsafeTemporaryAllocation(byteCount: bytes.count - 16, alignment: 1) { found in
      pread(file, found.baseAddress, found.count, off_t(address + 16)) == found.count
        && found.elementsEqual(bytes[16...])
    }
  }
}
