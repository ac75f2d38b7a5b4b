/// The faults of a sandbox, and the chance that decides when they happen.
struct FaultInjector: Sendable {
  private var faults: [ArmedFault]

  init(_ faults: [Fault]) {
    self.faults = faults.map(ArmedFault.init)
  }

  /// The effect of the first fault that has one here and that chance lets happen.
  ///
  /// Ask only where the effect can be had: every question counts as an opportunity.
  mutating func strike<Effect>(_ request: SandboxRequest?, _ effect: (Fault.Kind) -> Effect?) -> Effect? {
    for index in faults.indices {
      guard faults[index].concerns(request), let effect = effect(faults[index].fault.kind) else { continue }
      if faults[index].strikes() { return effect }
    }
    return nil
  }

  /// The first effect that a fault could have here, whether or not it ever happens.
  func effect<Effect>(on request: SandboxRequest, _ effect: (Fault.Kind) -> Effect?) -> Effect? {
    for fault in faults where fault.concerns(request) {
      if let effect = effect(fault.fault.kind) { return effect }
    }
    return nil
  }

  /// Whether a fault that has nothing more to say happens here.
  mutating func strikes(_ request: SandboxRequest?, _ kind: Fault.Kind) -> Bool {
    strike(request) { $0 == kind ? true : nil } ?? false
  }

  private struct ArmedFault: Sendable {
    let fault: Fault
    private var generator: SeededGenerator
    private var opportunities = 0
    private var strikeCount = 0

    init(_ fault: Fault) {
      self.fault = fault
      // Faults of different kinds with the same seed must not always happen together.
      let name = fault.name.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) }
      generator = SeededGenerator(seed: fault.seed ^ name)
    }

    func concerns(_ request: SandboxRequest?) -> Bool {
      guard let request else { return fault.method == nil && fault.path == nil }
      return (fault.method == nil || fault.method == request.method)
        && fault.path?.matches(request.path) ?? true && request.headerFields[.sandboxFaults] != "none"
    }

    mutating func strikes() -> Bool {
      opportunities += 1
      guard opportunities > fault.skip, strikeCount < fault.times,
        Double.random(in: 0..<1, using: &generator) < fault.probability
      else { return false }
      strikeCount += 1
      return true
    }
  }
}
