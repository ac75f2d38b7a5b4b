import FoundationEssentials
import Logging
import Testing

@testable import ClienteleApp

@Suite struct RequestLogTests {
  @Test(
    arguments: [
      ("-", .descriptor(2)), ("/dev/stderr", .descriptor(2)), ("/dev/fd/2", .descriptor(2)),
      ("/proc/self/fd/2", .descriptor(2)), ("/proc/thread-self/fd/2", .descriptor(2)),
      ("/dev/stdout", .descriptor(1)), ("/dev/fd/63", .descriptor(63)),
      ("/dev/fd/x", .file("/dev/fd/x")), ("/dev/fd/-1", .file("/dev/fd/-1")), ("./-", .file("./-")),
      ("log", .file("log")), ("/dev/fd/", .file("/dev/fd/")),
      ("/dev//stderr", .descriptor(2)), ("/dev/./stderr", .descriptor(2)), ("//dev/fd/./2", .descriptor(2)),
      ("/proc/self//fd/2", .descriptor(2)), ("/./dev//./stdout", .descriptor(1)),
      ("dev/stderr", .file("dev/stderr")),
      ("/var//log", .file("/var//log")), ("/dev/stderr/", .file("/dev/stderr/")),
    ] as [(String, LogDestination)]
  )
  func `a log goes to a file, or to what is open already`(text: String, destination: LogDestination) {
    #expect(LogDestination(text) == destination)
  }

  @Test func `a line has time, level, message and the metadata by name`() {
    let line = LineLogHandler.line(
      at: Date(timeIntervalSince1970: 1_709_284_320.25),
      level: .info,
      message: "answered",
      ["status": "200", "method": "GET", "attempt": "1"]
    )
    #expect(line == "2024-03-01T09:12:00.250Z info answered attempt=1 method=GET status=200")
  }

  @Test func `what a server sends cannot end the line or look like another value`() {
    let line = LineLogHandler.line(
      at: Date(timeIntervalSince1970: 0),
      level: .warning,
      message: "no answer",
      ["request-id": "a\nb status=200", "detail": ""]
    )
    #expect(
      line == #"1970-01-01T00:00:00.000Z warning "no answer" detail="" request-id="a\nb status=200""#
    )
  }
}
