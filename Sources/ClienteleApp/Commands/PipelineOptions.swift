import ArgumentParser
import HerokuAPI

/// The pipelines whose own config vars are looked at, beside those of apps.
struct PipelineOptions: ParsableArguments {
  @Option(
    name: .customLong("pipeline"),
    help: ArgumentHelp(
      """
      The id of a pipeline, as in its address in the dashboard: the vars that its review apps and its CI begin with count too; \
      repeatable.
      """,
      valueName: "id"
    ),
    transform: PipelineOptions.id
  )
  var given: [String] = []

  /// The ids, each once.
  var ids: [String] {
    given.enumerated().filter { index, id in given.firstIndex(of: id) == index }.map(\.element)
  }

  private static func id(_ text: String) throws -> String {
    let isID = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    guard isID, (1...64).contains(text.count) else {
      let example = "01234567-89ab-cdef-0123-456789abcdef"
      throw ValidationError("--pipeline takes the id of a pipeline, such as \(example).")
    }
    return text.lowercased()
  }
}

extension [HerokuApp] {
  /// How many of these that are called apps are none, but stages of pipelines: they count as apps where a number is asked for.
  var stagesAmongThem: String {
    switch Set(filter { $0.stage != nil }.map(\.id)).count {
    case 0: ""
    case 1: "; 1 of them is a stage of a pipeline, which gives it to what begins from then on"
    case let count: "; \(count) of them are stages of pipelines, which give it to what begins from then on"
    }
  }

  /// How many apps these are, and how many stages of pipelines.
  var countInWords: String {
    let stages = count(where: { $0.stage != nil })
    let apps = count - stages
    func words(_ count: Int, _ one: String, _ many: String) -> String {
      "\(count) \(count == 1 ? one : many)"
    }
    let appWords = words(apps, "app", "apps")
    guard stages > 0 else { return appWords }
    let stageWords = words(stages, "stage of pipelines", "stages of pipelines")
    return apps == 0 ? stageWords : "\(appWords) and \(stageWords)"
  }
}
