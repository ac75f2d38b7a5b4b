import HerokuAPI

extension Session {
  /// Deletes clients one after the other, and reports each.
  ///
  /// One that fails does not keep the others; the command then ends with its status.
  func delete(_ clients: [OAuthClient]) async throws(CommandFailure) {
    var failures: [CommandFailure] = []
    for client in clients {
      do throws(CommandFailure) {
        _ = try await change(.delete(name: client.name)) { api throws(APIError) in
          try await api.delete(expecting: client)
        }
        StandardError.printForeign("Deleted “\(client.name)” (\(client.id)).")
      } catch {
        failures.append(error)
        if clients.count > 1 { StandardError.printForeign(error.message) }
      }
    }
    // That something may have been done is what a script has to know first.
    guard let failure = failures.first(where: { $0.status == .outcomeUnknown }) ?? failures.first else {
      return
    }
    guard clients.count > 1 else { throw failure }
    let unknown = failures.count { $0.status == .outcomeUnknown }
    let rest = unknown > 0 ? "; of \(unknown) it is not known" : ""
    throw CommandFailure(
      failure.status,
      "\(clients.count - failures.count) of \(clients.count) clients were deleted\(rest)."
    )
  }
}
