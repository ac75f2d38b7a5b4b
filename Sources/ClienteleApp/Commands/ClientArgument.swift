import ArgumentParser

/// What every command says about how a client is named.
enum ClientArgument {
  static let help = ArgumentHelp("The client.", valueName: "client")

  static let explanation = """
    CLIENT is an id, 8 or more characters that only this client's id begins with, or a name that only this client \
    has. If it may be several, they are listed, and nothing is done.
    """
}
