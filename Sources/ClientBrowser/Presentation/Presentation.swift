import TerminalText

/// What a screen says, as a value: a front end decides where it stands and what it looks like, and adds no word.
public struct Presentation: Hashable, Sendable {
  /// How much of the screen it takes.
  public enum Place: Hashable, Sendable {
    /// The line of the status, in its place.
    case statusLine
    /// A box, or the whole of a small screen.
    case dialog
    /// A page in the place of list and detail, shown from a line on.
    case page(top: Int)
  }

  /// How a text is meant.
  public enum Tone: Hashable, Sendable {
    case plain
    /// Secondary.
    case dim
    /// What it is about.
    case title
    /// What is going on, or mine.
    case accent
    /// What tells it from something else.
    case difference
    /// What deserves a second look.
    case warning
    /// What is wrong.
    case failure
  }

  /// What may give way where there is little room, from first to last.
  public enum Weight: Int, CaseIterable, Comparable, Sendable {
    /// Space between things.
    case blank
    /// What says more than it must.
    case extra
    /// What one would miss.
    case context
    /// The target, the input line, what must be known: it stays.
    case essential

    /// Orders weights: what gives way first comes first.
    public static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
  }

  /// A text field, with what there is to say about what is typed.
  public struct Field: Hashable, Sendable {
    /// What is asked for.
    public var label: String
    /// What is typed.
    public var editor: LineEditor
    /// Whether typing lands here.
    public var isFocused: Bool
    /// What there is to say about it.
    public var findings: [FieldFinding]
    /// Where what the first of these is about stands, in columns of the whole text; nil where that is all of it.
    public var fault: Range<Int>?

    /// Makes a field.
    public init(label: String, _ editor: LineEditor, isFocused: Bool, findings: [FieldFinding] = []) {
      self.label = label
      self.editor = editor
      self.isFocused = isFocused
      self.findings = findings
    }
  }

  /// A part of it, from top to bottom.
  public enum Block: Hashable, Sendable {
    /// A blank line.
    case blank
    /// A paragraph. Where there is little room its first line has this weight, the others are extra.
    case text(String, Tone = .plain, weight: Weight = .essential)
    /// A value with its label; of a weight like a paragraph.
    case value(label: String, String, Tone = .plain, weight: Weight = .essential)
    /// A text field.
    case field(Field)
    /// A message, which says how it is meant.
    case message(Status)
    /// The heading of rows.
    case heading(String)
    /// Keys, and what they do.
    case keys(String, String)
    /// One-line blocks beside each other, in columns of the same width; keys have a column within these.
    case beside([Block], labelWidth: Int)
    /// A row of a list that its screen scrolls itself.
    case row(Row)
  }

  /// One row, no wider than the page that it stands on.
  public struct Row: Hashable, Sendable {
    /// A part of its text, safe to show.
    public struct Piece: Hashable, Sendable {
      /// The text.
      public let text: String
      /// How it is meant.
      public let tone: Tone

      init(_ text: String, _ tone: Tone = .plain) {
        self.text = text
        self.tone = tone
      }
    }

    /// What of the list is not on the screen.
    public enum More: Hashable, Sendable {
      case above, below
    }

    /// What it says, from left to right.
    public var pieces: [Piece]
    /// Whether it is the one that keys are about.
    public var isSelected = false
    /// That the list goes on beyond this row.
    public var more: More?

    init(_ pieces: [Piece]) {
      self.pieces = pieces
    }

    /// Says in the first and the last row of a list that it goes on.
    static func showMore(above: Bool, below: Bool, in rows: inout [Row]) {
      guard let last = rows.indices.last else { return }
      if below { rows[last].more = .below }
      if above { rows[0].more = .above }
    }
  }

  /// A button; which key presses it, the hints say.
  public struct Choice: Hashable, Sendable {
    /// What it says.
    public var label: String
    /// Whether it is the one that is pressed.
    public var isFocused: Bool
    /// Whether it can be pressed.
    public var isEnabled: Bool

    /// Makes a button.
    public init(_ label: String, isFocused: Bool, isEnabled: Bool = true) {
      self.label = label
      self.isFocused = isFocused
      self.isEnabled = isEnabled
    }
  }

  /// How much of the screen it takes.
  public var place: Place
  /// What it is.
  public var title: String
  /// Whether it is about destroying something.
  public var isDangerous: Bool
  /// Whether it must be seen and answered on any screen, however small.
  public var isUrgent: Bool
  /// Its parts.
  public var blocks: [Block]
  /// Its buttons, from left to right.
  public var choices: [Choice]

  /// Puts a presentation together.
  public init(
    _ place: Place = .dialog,
    title: String,
    isDangerous: Bool = false,
    isUrgent: Bool = false,
    blocks: [Block],
    choices: [Choice] = []
  ) {
    self.place = place
    self.title = title
    self.isDangerous = isDangerous
    self.isUrgent = isUrgent
    self.blocks = blocks
    self.choices = choices
  }
}

/// What the status line says.
public struct Status: Hashable, Sendable {
  /// How a message is meant; each tone has a colour and a sign of its own.
  public enum Tone: Hashable, Sendable {
    case information, success, warning, failure
  }

  /// How the message is meant.
  public var tone: Tone
  /// The message, safe to show.
  public var text: String

  /// Makes a message; characters that must not reach a terminal are replaced.
  public init(_ tone: Tone, _ text: String) {
    self.tone = tone
    self.text = CleanText(text).text
  }

  /// Whether the next key press takes the message away.
  ///
  /// Failures stay until they are answered.
  var isTransient: Bool { tone == .information || tone == .success }
}
