import ClientIndex
import HerokuAPI
import Journal

/// Something that stands on the screen and takes keys: a value that owns its state, handles its input, and says what it
/// wants.
///
/// Screens are stacked; the topmost has the keys. A screen reads what all of them share and changes nothing of it: it
/// wishes, and the ``Browser`` grants. It never reaches into another.
protocol Screen: Sendable {
  /// Where a key press lands.
  var context: Context { get }

  /// The request whose outcome it waits for.
  ///
  /// The browser sets it when it grants a wish for one, and gives the outcome to the screen that has it, wherever that
  /// stands.
  var request: RequestID? { get set }

  /// Whether nothing can be done here but to leave, until the answer has come.
  var isLocked: Bool { get }

  /// Whether something typed would be lost with it.
  var holdsTypedText: Bool { get }

  /// Whether it takes a paste, though no text field is there.
  var takesPastes: Bool { get }

  /// Whether it has asked for this change, and still stands there as it did then.
  func hasAsked(for change: Change) -> Bool

  /// What it wants as soon as it stands there.
  var wishesOnOpening: [Wish] { get }

  /// Whether it asks about a run of several changes, so that it goes when that begins.
  var isPartOfRun: Bool { get }

  /// The clients whose new secret stands here, and nobody has taken from here.
  var untakenSecrets: [OAuthClient] { get }

  /// Takes an input, and says what it wants.
  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish]

  /// What it says, for whoever shows it.
  func presentation(in shared: Shared) -> Presentation

  /// Why a command cannot run now; nil where it can.
  func reasonAgainst(_ command: Command, in shared: Shared) -> String?

  /// The word for a command where it has another than the keymap's: that of a button, or of how many it is about.
  func label(of command: Command, in shared: Shared) -> String?
}

extension Screen {
  var request: RequestID? {
    get { nil }
    set {}
  }
  var isLocked: Bool { false }
  var holdsTypedText: Bool { false }
  var takesPastes: Bool { false }
  func hasAsked(for change: Change) -> Bool { false }
  var wishesOnOpening: [Wish] { [] }
  var isPartOfRun: Bool { false }
  var untakenSecrets: [OAuthClient] { [] }
  func reasonAgainst(_ command: Command, in shared: Shared) -> String? { nil }
  func label(of command: Command, in shared: Shared) -> String? { nil }
}

/// What a screen is told.
enum ScreenInput: Hashable, Sendable {
  /// A key asked for this.
  case command(Command)
  /// A character was typed where text is.
  case typed(String)
  /// A text was pasted.
  case pasted(String)
  /// What this screen had asked, on top of it, was answered.
  case answered(Answer)
  /// The change that it waited for was done.
  case done(ChangeOutcome)
  /// The change that it waited for was not done, or nobody knows.
  case failed(APIError, Explanation)
  /// What it wanted of this machine, a file or the clipboard, has come to this.
  case told(Status)
  /// The editor that it opened was left.
  case edited(EditorOutcome)
  /// The list loaded since shows this of a change whose answer was lost, which the screen had asked for.
  case learned(UnknownOutcome.Verdict, words: String)
  /// The history that it asked for.
  case history(History)
  /// The apps that it asked for.
  case apps(AppList)
  /// So many of them were looked into by now.
  case progress(Int)
  /// All were, and what was found is there for every screen.
  case looked
  /// What happens in the sign-in that it tries.
  case signIn(SignInNews)
}

/// What a question was answered, for the screen that asked.
enum Answer: Hashable, Sendable {
  /// What was typed may go.
  case discard
  /// It is to be sent in spite of a warning.
  case saveAnyway
  /// What becomes of fields that somebody else has changed, too.
  case resolve(EditConflict, EditConflict.Choice)
}

/// What a screen wants; the browser grants it, in order.
enum Wish: Sendable {
  /// Put a screen on top.
  case push(any Screen)
  /// Take this screen away, with whatever stands on it.
  case close
  /// Take this screen away, and tell the one below what was answered.
  case answer(Answer)

  /// Carry a change out; this screen waits for its outcome.
  case perform(Change)
  /// Write id and secret to a file; this screen waits for it.
  case write(ClientCredentials, path: String)
  /// Begin to carry out several changes, and go back to what is below the screens that asked about them.
  case run(Proposal)
  /// Pause the run, stop it, or let it go on.
  case steer(Steering)
  /// Write ids and secrets of several clients; this screen waits for it.
  case writeMany([ClientCredentials], CredentialsForm, path: String)
  /// Open a text in the person's editor; this screen waits for it.
  case edit(text: String)
  /// Put ids and secrets of several clients on the clipboard.
  case copyCredentials([ClientCredentials])
  /// Ask how many requests are left.
  case readRateLimit
  /// Let a key be that may be held down, or was on its way already.
  case rest(Command)
  /// Load the list again.
  case reload
  /// Give up a load that waits.
  case stopLoading(RequestID)
  /// Read a client's secret.
  case readSecret(of: OAuthClient, SecretUse)
  /// Forget the secret that is shown or on its way.
  case forgetSecret
  /// Give the second factor, or none.
  case answerTwoFactor(Secret?)

  /// Offer what takes the last change back, or makes it again.
  case offer(UndoLog.Direction)
  /// Offer what takes these changes of the history back.
  case takeBack(TakingBackTogether, of: [UndoLog.Done])
  /// Show what was changed here.
  case openHistory
  /// List the apps that the account can see; this screen waits for them.
  case listApps
  /// Look for all clients in these apps; this screen waits for it.
  case look(into: AppList)
  /// Show what would set new secrets in the apps that hold old ones.
  case offerToSet([ClientCredentials])
  /// Set a new secret in apps that hold the one of before, by their ids.
  case setEverywhere(ClientCredentials, inApps: Set<String>, leftOut: String)
  /// Give up the read that this screen waits for.
  case giveUp
  /// Try to sign in with a client; this screen shows it.
  case trySignIn(OAuthClient, [OAuthScope])
  /// Go on with the address that the browser has arrived at.
  case giveAddress(CallbackAddress)
  /// Wait no more for the browser.
  case stopSignIn
  /// Open an address in a browser.
  case openAddress(String)

  /// Put lines on the clipboard.
  case copy([Secret])
  /// Mark clients in the list, or take marks away.
  case mark(Marking)
  /// Filter the list by a text, if it is a filter.
  case filter(String)
  /// Keep a filter to be recalled.
  case rememberFilter(String)
  /// Sort the list.
  case sort(ClientSorting)
  /// Show dates as local times, or as ages again.
  case toggleTimes
  /// Show these columns of the list.
  case showColumns([ListColumn])
  /// Move in the list, while this screen has the keys.
  case moveInList(Command)
  /// Say something on the status line, or nothing any more.
  case say(Status?)
  /// Open the form for a new client, or for this one, with what was typed there before.
  case openForm(OAuthClient?)
  /// Open the form for a new client, filled in from this one unless another new one was typed there before.
  case openFormLike(OAuthClient)
  /// Forget what was typed in a form.
  case discard(Drafts.Key)
  /// Keep a form, which is left while its request is under way, until that has come to something.
  case leave(FormScreen)

  /// Quit, asking first where something would be lost.
  case quit
  /// Leave, once changes under way have come to something.
  case leaveOrderly
  /// Leave without waiting.
  case leaveNow
  /// Do not leave after all.
  case stay
}

/// What can be done to the marks in the list.
enum Marking: Hashable, Sendable {
  /// Mark the client in a row, or take its mark away.
  case toggle(row: Int)
  /// Mark the clients in some rows.
  case range(ClosedRange<Int>)
  /// Mark all that the filter lets through.
  case all
  /// Turn the marks round of all that the filter lets through.
  case invert
  /// Take every mark away.
  case clear
  /// Mark again what was marked before that.
  case restore
  /// Forget which of the marked are gone, once it was said.
  case forgetLost
}

/// What a secret is read for.
enum SecretUse: Hashable, Sendable {
  case show, copy
  /// It is set where an old one stands.
  case mend

  /// What asks for it.
  var command: Command {
    switch self {
    case .show: .toggleSecret
    case .copy: .copySecret
    case .mend: .mend
    }
  }
}

/// A circle of things that can have the focus.
protocol FocusCycle: Hashable, CaseIterable {}

extension FocusCycle where AllCases: BidirectionalCollection {
  /// The next one, the first after the last.
  var next: Self { Self.allCases.drop { $0 != self }.dropFirst().first ?? Self.allCases.first ?? self }
  /// The one before, the last before the first.
  var previous: Self { Self.allCases.prefix { $0 != self }.last ?? Self.allCases.last ?? self }
}
