import Platform

/// Standard error, led elsewhere while the screen is up: what a library prints there would tear the picture.
struct StandardErrorRedirection {
  /// The true standard error, to be put back.
  let original: Int32

  /// Leads it to a descriptor, or nowhere.
  ///
  /// It is left alone if it is not a terminal: a person who has led it to a file wants to read it there.
  init?(to target: Int32?) {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard original >= 0 else { return nil }
    if let target {
      dup2(target, STDERR_FILENO)
    } else {
      let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
      guard nowhere >= 0 else { return }
      dup2(nowhere, STDERR_FILENO)
      close(nowhere)
    }
  }

  /// Leads it back.
  func end() {
    dup2(original, STDERR_FILENO)
    close(original)
  }
}
