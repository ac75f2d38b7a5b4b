"""What a figure is, how it is held against its bar, and how it is printed and put into a page."""
import dataclasses
import math
import re
import statistics

from measure import Trouble, percentile

median = statistics.median


def p95(values):
    return percentile(values, 0.95)


class Rounds:
    """What has been measured: some values in each of several rounds, in which whatever is compared ran in turn."""

    def __init__(self, rounds):
        self.rounds = [list(values) for values in rounds]

    def pick(self, part):
        """Of values that have several parts, one."""
        return Rounds([value[part] for value in values] for values in self.rounds)

    def whole(self, of):
        """The median, the 95th percentile or the like of all rounds together."""
        return of([value for values in self.rounds for value in values])

    def each(self, of):
        return [of(values) for values in self.rounds]


def in_turn(rounds, times, *takes):
    """Calls what takes values so many times in each round, in turn; gives the `Rounds` of each.

    Another one begins each time, since what one leaves behind would otherwise always hit the same next one.
    """
    found = [[[] for _ in range(rounds)] for _ in takes]
    order = list(range(len(takes)))
    for number in range(rounds):
        for _ in range(times):
            for index in order:
                found[index][number] += takes[index]()
            order.append(order.pop(0))
    return [Rounds(values) for values in found]


def spread(values):
    return (min(values), max(values)) if len(values) > 1 else None


@dataclasses.dataclass
class Figure:
    """One figure. Its bar is for the ratio, or for the value where it has none or `judges_value` says so."""

    what: str
    value: float
    clients: int | None = None
    other: float | None = None
    other_name: str = ""
    value_spread: tuple | None = None
    ratio_spread: tuple | None = None
    bar: float | None = None
    judges_value: bool = False
    remark: str = ""
    leads: bool = False  # whether it stands at the top of the page
    subject: str = "clientele"
    section: str = ""

    @classmethod
    def of(cls, what, ours, other=None, of=median, **keywords):
        """The figure of the rounds of ours, next to those of something else.

        What is judged by its ratio is that of the round in the middle: a machine that becomes slower slows both down in
        the same round.
        """
        figure = cls(what, ours.whole(of), value_spread=spread(ours.each(of)), **keywords)
        if other is None:
            return figure
        figure.other = other.whole(of)
        pairs = list(zip(ours.each(of), other.each(of), strict=True))
        if all(beside for _, beside in pairs):
            pairs.sort(key=lambda pair: pair[0] / pair[1])
            figure.ratio_spread = spread([value / beside for value, beside in pairs])
            if not figure.judges_value:
                figure.value, figure.other = pairs[len(pairs) // 2]
        return figure

    @property
    def ratio(self):
        return self.value / self.other if self.other else None

    @property
    def judged(self):
        return self.value if self.judges_value or self.other is None else self.ratio

    @property
    def is_kept(self):
        return self.bar is None or (self.judged is not None and self.judged <= self.bar)

    @property
    def bar_text(self):
        return f"{self.bar:,}" if self.bar >= 1000 else f"{self.bar:.3g}"

    @property
    def cells(self):
        """As texts: what, clients, the value, what it is compared with, the ratio, and the bar."""
        shows_ratio = self.ratio is not None
        bar = "" if self.bar is None else f"{self.bar_text} {'kept' if self.is_kept else 'MISSED'}"
        return [
            self.what,
            "" if self.clients is None else f"{self.clients:,}",
            digits(self.value) + ("" if shows_ratio and not self.judges_value else between(self.value_spread)),
            "" if self.other is None else f"{self.other_name} {digits(self.other)}",
            digits(self.ratio) + between(self.ratio_spread) if shows_ratio else "",
            f"{bar}; {self.remark}" if bar and self.remark else bar or self.remark,
        ]

    @property
    def line(self):
        """As a line of a terminal."""
        what, clients, value, other, ratio, bar = self.cells
        what = what if self.subject == "clientele" else f"{self.subject}: {what}"
        return f"{self.section:<11} {clients:>9}  {what:<44} {value:>10}  {other:<13} {ratio:<21} {bar}".rstrip()

    @property
    def record(self):
        """As JSON."""
        return dataclasses.asdict(self) | {"ratio": self.ratio, "kept": self.is_kept}


def digits(value):
    """Three digits of a number, or all of a whole one."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.{min(4, max(0, 2 - math.floor(math.log10(abs(value)))))}f}"


def between(limits):
    """The least and the most, in brackets."""
    if limits is None:
        return ""
    least, most = map(digits, limits)
    return f" ({least} to {most})" if least != most else ""


def count(number, word):
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def markdown(rows, texts=1):
    """A table; the first row is its head, so many columns are texts, and the others numbers."""
    rows = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*rows)]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    rule = "| " + " | ".join("---" if index < texts else "---:" for index in range(len(widths))) + " |"
    return "\n".join([lines[0], rule, *lines[1:]])


def table(figures):
    """Figures one below the other; the columns that none of them needs are left out."""
    head = ["what", "clients", "clientele", "beside", "ratio", "bar"]
    rows = [head] + [[cell.replace("MISSED", "**missed**") for cell in figure.cells] for figure in figures]
    needed = [index for index, cells in enumerate(zip(*rows)) if any(cells[1:])]
    return markdown([[row[index] for index in needed] for row in rows])


def matrix(figures):
    """Figures of several programs: a row for each of them, a column for what is measured, another for its ratio."""
    kinds = list(dict.fromkeys(figure.what for figure in figures))
    subjects = list(dict.fromkeys(figure.subject for figure in figures))
    found = {(figure.subject, figure.what): figure for figure in figures}
    tables = []
    # What is compared with the floor, and what stands for itself, since one table would be too wide.
    compared = [kind for kind in kinds if any(figure.other for figure in figures if figure.what == kind)]
    for columns in (compared, [kind for kind in kinds if kind not in compared]):
        rows = [["program"]]
        for kind in columns:
            rows[0] += [kind, "times the floor"] if kind in compared else [kind]
        for subject in subjects:
            row = [subject]
            for kind in columns:
                cells = found[subject, kind].cells if (subject, kind) in found else [""] * 6
                row += [cells[2], cells[4]] if kind in compared else [cells[2]]
            rows.append(row)
        if columns:
            tables.append(markdown(rows))
    return "\n\n".join(tables)


def summary(figures, troubles):
    """What tells most, how many bars are kept, those that are not, and what could not be measured."""
    with_bar = [figure for figure in figures if figure.bar is not None]
    missed = [figure for figure in with_bar if not figure.is_kept]
    leading = [figure for figure in figures if figure.leads]
    parts = [table(leading)] if leading else []
    if missed:
        parts += [f"{len(with_bar) - len(missed)} of {len(with_bar)} bars are kept. Missed:", table(missed)]
    else:
        parts += ["Every bar is kept."]
    if troubles:
        parts += [f"Could not be measured: {', '.join(troubles)}."]
    return "\n\n".join(parts)


END = "<!-- end of figures -->"


def block(name):
    """Where a part of a page is that is written by the program, as a regular expression."""
    return re.compile(rf"(<!-- figures: {re.escape(name)} -->\n).*?({re.escape(END)})", re.DOTALL)


def check_page(page, names):
    """Makes sure that a page has a place for everything, before it is measured for long."""
    if lacking := [name for name in names if len(block(name).findall(page)) != 1]:
        raise Trouble(f"the page has not one place each for: {', '.join(lacking)}")


def fill(page, name, content):
    return block(name).sub(lambda match: f"{match[1]}{content}\n{match[2]}", page)
