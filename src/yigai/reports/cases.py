"""How cases came out, as text: one line for each, and for one that fails where it departs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yigai.payment.case_run import Mismatch
from yigai.reports.layout import WIDTH, sayer, spaced, wrapped
from yigai.reports.trace import trace_lines


def case_lines(source: str, title: str, mismatches: Iterable[Mismatch], lang: str) -> Iterator[str]:
    """One case: passed, or every departure with its trace."""
    say, found = sayer(lang), list(mismatches)
    outcome = say("未通过", "failed") if found else say("通过", "passed")
    yield from spaced((outcome, source, title), WIDTH, hanging=2)
    for mismatch in found:
        yield from mismatch_lines(mismatch, lang)


def mismatch_lines(mismatch: Mismatch, lang: str) -> Iterator[str]:
    """What was expected, what came, and why it came."""
    say = sayer(lang)
    said = mismatch.got.of(lang).splitlines() or [""]
    parts = (
        mismatch.what,
        say(f"应为 {mismatch.expected}", f"expected {mismatch.expected}"),
        say(f"实得 {said[0]}", f"got {said[0]}"),
    )
    yield from spaced(parts, WIDTH, indent=2, hanging=2)
    for line in said[1:]:
        yield from wrapped(line, WIDTH, indent=4, hanging=2)
    yield from trace_lines(mismatch.trace, lang, indent=4)


def count_line(passed: int, failed: int, unread: int, lang: str) -> str:
    """How many passed, failed, and could not be read."""
    say = sayer(lang)
    parts = [say(f"通过 {passed}", f"passed {passed}"), say(f"未通过 {failed}", f"failed {failed}")]
    if unread:
        parts.append(say(f"无法读取 {unread}", f"could not be read {unread}"))
    return "  ".join(parts)
