"""The whole finding on a file in Danish, for a person who will mend it."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Final

from actors.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from actors.findings import Problem
    from actors.validation import Validated

_WIDTH: Final = 92
_SHOWN: Final = 60
_READ_AS: Final = {"actors": "aktører", "projects": "projekter"}


def report(validated: Validated) -> str:
    """Return what was read, what is wrong and would be right, line by line, and what to do next."""
    paragraphs = [
        f"{validated.table.file}, læst som {_READ_AS[validated.table.table]}",
        _wrapped(summary(validated)),
        *_section("SKAL RETTES", _rejected(validated)),
        *_section("BØR SES EFTER", _looked_at(validated)),
        *_section("OM HELE FILEN", _of_the_file(validated)),
        _wrapped(next_step(validated)),
    ]
    return visible("\n\n".join(paragraphs))[0] + "\n"


def summary(validated: Validated) -> str:
    """Return the figures in one sentence: rows read, in order, to mend, to look at."""
    good, bad = len(validated.records), len(validated.rejections)
    seen = len({one.line for one in validated.row_warnings})
    parts = [f"{good} i orden"]
    parts += [f"{bad} skal rettes"] if bad else []
    parts += [f"{seen} bør ses efter"] if seen else []
    text = f"{counted(validated.read, 'række', 'rækker')} læst: {', '.join(parts)}."
    if notes := len(validated.file_warnings):
        text += f" Dertil {counted(notes, 'bemærkning', 'bemærkninger')} om hele filen."
    return text


def next_step(validated: Validated) -> str:
    """Return what to do now."""
    if validated.rejections:
        what = counted(len(validated.rejections), "række", "rækker")
        return (
            f"Sådan kommer du videre: Ret {what} i filen, gem den, og kør kontrollen igen."
            " Rækker, der skal rettes, kommer ikke med i atlasset."
        )
    if validated.warnings:
        return "Alle rækker kommer med i atlasset. Se gerne efter det ovenfor, før du går videre."
    return "Alt er i orden: filen kan bruges, som den er."


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else several}"


def described(problem: Problem) -> str:
    """Return a problem in one line: the column, what is wrong, what would be right."""
    column = f"{problem.heading}: " if problem.heading else ""
    return f"{column}{problem.wrong} {problem.right}"


def _section(title: str, paragraphs: Iterable[str]) -> Iterator[str]:
    found = list(paragraphs)
    if found:
        yield "\n".join((title, *found))


def _rejected(validated: Validated) -> Iterator[str]:
    for one in validated.rejections:
        yield f"\n{_place(validated, [one.line])}, {_short(one.name)}"
        yield from map(_told, one.problems)


def _looked_at(validated: Validated) -> Iterator[str]:
    """Yield each warning once, with all its lines."""
    by_kind = sorted(validated.row_warnings, key=_kind_of)
    groups = [list(group) for _kind, group in groupby(by_kind, key=_kind_of)]
    names = {row.line: row.values.get("name", "") for row in validated.table.rows}
    for group in sorted(groups, key=lambda group: group[0].line):
        name = f", {_short(names[group[0].line])}" if len(group) == 1 else ""
        yield f"\n{_place(validated, [one.line for one in group])}{name}"
        yield _told(group[0])


def _of_the_file(validated: Validated) -> Iterator[str]:
    for one in validated.file_warnings:
        yield f"\n{_wrapped(one.wrong, '  ')}\n{_wrapped(one.right, '    → ')}"


def _kind_of(problem: Problem) -> tuple[str, str, str]:
    return problem.heading, problem.wrong, problem.right


def _place(validated: Validated, lines: Sequence[int]) -> str:
    return f"{validated.table.line_word.capitalize()} {ranges(lines)}"


def ranges(lines: Iterable[int]) -> str:
    """Return line numbers with the runs among them drawn together: 2, 4-7, 9."""
    runs: list[list[int]] = []
    for line in sorted(set(lines)):
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _told(problem: Problem) -> str:
    column = f"{problem.heading}: " if problem.heading else ""
    return "\n".join(
        (_wrapped(f"{column}{problem.wrong}", "  "), _wrapped(problem.right, "    → "))
    )


def _wrapped(text: str, start: str = "") -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
