import ClientBrowser
import MainLoop
import TerminalUI

/// The terminal while the person's editor has it.
extension TerminalFrontEnd {
  func edit(_ text: String, then tell: @escaping @LoopActor (EditorOutcome) -> Void) {
    guard !isAway, editor == nil else {
      return tell(.failed(reason: "Another job has the terminal, so no editor was opened.", saved: nil))
    }
    terminal.suspend()
    isAway = true
    settle()
    do throws(EditorRun.Failure) {
      editor = try EditorRun(of: text, environment: environment) { [weak self] in self?.leaveEditor($0, tell)
      }
      // The key belongs to the editor meanwhile, and must not end us beside it.
      TakenSignals.take([TakenSignals.quit])
    } catch {
      leaveEditor(.failed(reason: error.reason, saved: nil), tell)
    }
  }

  private func leaveEditor(_ outcome: EditorOutcome, _ tell: @LoopActor (EditorOutcome) -> Void) {
    if editor != nil { TakenSignals.giveBack([TakenSignals.quit]) }
    editor = nil
    guard self.tell != nil else { return }
    if let endingAfterEditor { self.tell?(.ended(signal: endingAfterEditor)) }
    comeBack()
    tell(outcome)
  }

  /// A signal while the editor has the terminal.
  ///
  /// What the terminal sends goes to the editor too, which is in the same job: Ctrl-C is a key of the editor's. What is to
  /// end us lets the editor give the terminal back first; the second time it is not waited for.
  func take(_ numbers: [Int32], beside editor: EditorRun) {
    if let ending = numbers.first(where: { TakenSignals.ending.contains($0) && $0 != TakenSignals.interrupt })
    {
      guard endingAfterEditor == nil else {
        tell?(.ended(signal: ending))
        return
      }
      endingAfterEditor = ending
      editor.send(ending)
    } else if numbers.last(where: { $0 == TakenSignals.stop || $0 == TakenSignals.continued })
      == TakenSignals.stop
    {
      TakenSignals.stop(by: TakenSignals.stop, .thisProcess)
    }
  }
}
