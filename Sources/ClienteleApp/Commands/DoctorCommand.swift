import ArgumentParser
import HerokuAPI
import Tokens

/// Says whether the program would work here, and what it found on the way.
struct DoctorCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say whether clientele would work here: token, server, proxy, certificates, terminal.",
    discussion:
      "No secret is shown. It leaves with 0 only if nothing keeps the program from working, else with 11."
  )

  @OptionGroup var server: ServerOptions

  func run(with settings: Settings) async throws {
    let log = try settings.openedLog()
    var report = DoctorReport()
    report.addVersions()
    await report.addServer(settings, log: log)
    await report.addTerminal(settings.environment)
    report.addFiles(settings, log: log)
    try StandardOutput.print(report.description)
    if !report.isUsable { throw ExitStatus.notUsable.exitCode }
  }
}
