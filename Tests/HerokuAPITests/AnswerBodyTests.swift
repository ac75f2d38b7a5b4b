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
    let secret = Array("planted-secret-of-48-bytes-0123456789abcdefghij".utf8)
    // Where it is, and what stands there: looked at while the memory is still the test's, in the moment before it is freed.
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: secret.count, alignment: 1)
    defer { memory.deallocate() }
    memory.copyBytes(from: secret)
    overwrite(memory)
    #expect(memory.allSatisfy { $0 == 0 })

    var body: AnswerBody? = AnswerBody(secret)
    var copy = body
    let freed = try #require(body?.withUnsafeBytes { $0.baseAddress.map(Int.init(bitPattern:)) })
    body = nil
    #expect(copy.map(Array.init) == secret)
    copy = nil
    #expect(!Self.stands(secret, at: freed))
  }

  @Test func `shows nothing of itself`() {
    let body = AnswerBody("planted".utf8)
    var dumped = ""
    dump(HTTPAnswer(head: HTTPResponse(status: .ok), body: body), to: &dumped)
    #expect("\(body)" == "7 bytes" && !dumped.contains("112"))
  }

  /// Whether bytes stand at an address of this process, which may not be its own any more.
  private static func stands(_ bytes: [UInt8], at address: Int) -> Bool {
    guard let file = fopen("/proc/self/mem", "rb") else { return false }
    defer { fclose(file) }
    var found = [UInt8](repeating: 0, count: bytes.count)
    guard fseek(file, address, SEEK_SET) == 0, fread(&found, 1, found.count, file) == found.count else {
      return false
    }
    return found == bytes
  }
}
