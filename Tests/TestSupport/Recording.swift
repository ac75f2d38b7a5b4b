import FoundationEssentials

/// Whether what is found is to be recorded in the place of what was: `CLIENTELE_RECORD` asks for it.
///
/// Never in CI, where nothing would be compared then.
public let isRecording =
  ProcessInfo.processInfo.environment["CLIENTELE_RECORD"] != nil
  && ProcessInfo.processInfo.environment["CI"] == nil
