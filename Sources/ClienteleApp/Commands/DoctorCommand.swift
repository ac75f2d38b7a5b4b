import ArgumentParser
import Credentials
import HerokuAPI

/// Says whether the program would work here, and what it found on the way.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say whether clientele would work here: token, server, proxy, certificates, terminal.",
    discussion:
      "No secret is shown. It leaves with 0 only if nothing keeps the program from working, else with 11."
  )

  @OptionGroup var server: ServerOptions

  func run() async throws {
    let precautions = try server.choice.precautions()
    var report = DoctorReport()
    report.addVersions()
    do throws(EndpointError) {
      await report.addServer(
        try server.choice.endpoint(),
        precautions,
        givenCode: server.choice.twoFactorCode
      )
    } catch {
      report.add("host", "“\(server.choice.address ?? "")”: \(error)", .failure)
    }
    await report.addTerminal(Environment.variables)
    report.addFiles(precautions)
    print(report.description, terminator: "")
    if !report.isUsable { throw ExitStatus.notUsable.exitCode }
  }
}
