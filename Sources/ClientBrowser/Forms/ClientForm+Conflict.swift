import HerokuAPI

extension ClientForm {
  /// Takes the client as it is now for the original, so that saving again writes over what was seen.
  ///
  /// - Parameter droppingMine: whether the fields in conflict become theirs.
  mutating func rebase(on conflict: EditConflict, droppingMine: Bool) {
    let mine = changes
    purpose = .edit(conflict.theirs)
    for field in ClientField.allCases
    where mine[field] == nil || (droppingMine && conflict.fields.contains(field)) {
      self[field] = LineEditor(conflict.theirs[field])
    }
    for field in conflict.fields {
      theirs[field] = droppingMine ? nil : conflict.theirs[field]
    }
  }
}
