import Platform

/// Takes over the person's locale, with UTF-8 characters in any case.
///
/// In a C or POSIX locale libc knows no width of any character past ASCII, and ncurses paints blanks for
/// them. To be called once, at the start and before other threads run: the locale belongs to the process.
public func useTerminalLocale() {
  setlocale(LC_ALL, "")
  if !codesetIsUTF8 { useUTF8CharacterTypes() }
}

/// Makes sure, once, that `wcwidth` can be asked: tests and libraries may do so without a terminal.
let hasUTF8CharacterTypes: Bool = {
  if !codesetIsUTF8 { useUTF8CharacterTypes() }
  return codesetIsUTF8
}()

/// Whether multi-byte characters of the current locale are UTF-8.
private var codesetIsUTF8: Bool {
  guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
  return strcasecmp(codeset, "UTF-8") == 0
}

private func useUTF8CharacterTypes() {
  // The first is glibc's and musl's, the last Darwin's; the one between is on older systems that lack
  // C.UTF-8.
  for name in ["C.UTF-8", "en_US.UTF-8", "UTF-8"] where setlocale(LC_CTYPE, name) != nil { return }
}
