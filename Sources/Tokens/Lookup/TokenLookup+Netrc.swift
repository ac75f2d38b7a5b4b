import HerokuAPI
import TerminalText

extension TokenLookup {
  /// Looks in the netrc file: the one that `NETRC` names, else the one in the home directory.
  func lookInNetrc(_ search: inout TokenSearch) async {
    guard let named = environment["NETRC"] else {
      guard let home else {
        let source = TokenSource.netrc(path: "~/.netrc", machine: .named(search.endpoint.host))
        return search.note(source, .absent("nobody knows where, since HOME is not set"))
      }
      return await lookInDirectory(home, &search)
    }
    do throws(UnreadableFile) {
      let file = try readFile(named)
      await look(in: file, at: named, &search)
    } catch .directory {
      // Heroku's netrc gem takes the variable for a directory, everybody else for the file.
      await lookInDirectory(named, &search)
    } catch {
      // A shell that met the `~` within quotes has left it there.
      let outcome: TokenAttempt.Outcome =
        error == .absent && named.hasPrefix("~/")
        ? .absent("no such file: only a shell knows what ~ means, write the whole path") : error.outcome
      search.note(.netrc(path: shown(named), machine: .named(search.endpoint.host)), outcome)
    }
  }

  /// Looks in the encrypted file of a directory; if there is none, in the plain one.
  ///
  /// Never in both, as Heroku's CLI does: whoever encrypts the file may have an older plain one left, with the token of
  /// another account.
  private func lookInDirectory(_ directory: String, _ search: inout TokenSearch) async {
    for path in ["\(directory)/.netrc.gpg", "\(directory)/.netrc"] {
      do throws(UnreadableFile) {
        let file = try readFile(path)
        return await look(in: file, at: path, &search)
      } catch {
        search.note(.netrc(path: shown(path), machine: .named(search.endpoint.host)), error.outcome)
        if error != .absent { return }
      }
    }
  }

  private func look(in file: ReadFile, at path: String, _ search: inout TokenSearch) async {
    guard path.hasSuffix(".gpg") else {
      let warnings =
        file.isReadableByOthers
        ? [
          "\(shown(path)) can be read by others on this machine: run “chmod 600 \(ShellText.pasteablePath(shown(path)))”."
        ] : []
      return look(in: file.bytes, of: path, warnings: warnings, &search)
    }
    switch await runProgram(.gpg(decrypting: path, mayPrompt: mayPrompt)) {
    case .exited(0, let bytes, _):
      look(in: bytes, of: path, warnings: [], &search)
    case let answer:
      let source = TokenSource.netrc(path: shown(path), machine: .named(search.endpoint.host))
      search.note(source, .failed(answer.failure(of: "gpg")))
    }
  }

  private func look(
    in bytes: [UInt8],
    of path: String,
    warnings: [String],
    _ search: inout TokenSearch
  ) {
    let netrc = Netrc(bytes)
    let (host, port) = (search.endpoint.host, search.endpoint.effectivePort)
    let problems = netrc.problems(for: host, port: port)
    guard let entry = netrc.entry(for: host, port: port), let password = entry.password else {
      let source = TokenSource.netrc(path: shown(path), machine: .named(host))
      let otherPorts =
        netrc.namesOtherPorts(of: host, port: port)
        ? ["what it has for it is for another port or protocol: here it is \(port)"] : []
      // Where there is more to say about it, a password may stand there all the same.
      let isWithout = problems.isEmpty && netrc.lacksPassword(for: host, port: port)
      let first = isWithout ? "its entry for \(host) has no password" : "no entry with a password for \(host)"
      let words = [first] + otherPorts + Self.listed(problems)
      let reason = words.joined(separator: "; ")
      return search.note(source, problems.isEmpty ? .absent(reason) : .failed(reason))
    }
    let remarks = Self.listed(problems).map { "\(shown(path)), \($0)." }
    let source = TokenSource.netrc(path: shown(path), machine: entry.machine)
    search.note(source, text: password.reveal(), warnings: warnings + remarks)
  }

  /// The first of many: whoever has hundreds has named the wrong file.
  private static func listed(_ problems: [NetrcProblem]) -> [String] {
    let shown = problems.prefix(3).map(\.description)
    return problems.count > 3 ? shown + ["and \(problems.count - 3) more like that"] : shown
  }
}

extension UnreadableFile {
  /// The outcome of looking in a file that could not be read.
  fileprivate var outcome: TokenAttempt.Outcome {
    self == .absent ? .absent(description) : .failed(description)
  }
}
