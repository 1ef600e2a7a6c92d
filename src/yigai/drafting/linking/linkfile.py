"""Suggested links as text, as JSON and as the beginning of an alignment file (对应关系草稿).

In all three a suggestion stays a suggestion: the file has them as comments, and only what a person chose
becomes a link, under that person's name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from yigai.drafting.linking.links import Candidate, Suggestion
from yigai.errors import InvalidValue, Text, UnknownName, did_you_mean
from yigai.files.formats import dump_yaml, to_data
from yigai.model.alignment import Alignment, Link, Place
from yigai.model.plan import Plan
from yigai.model.words import AlignmentBasis, Depth

SCHEMA = "yigai-align/1"


def align_data(suggestions: Iterable[Suggestion], lang: str = "zh") -> dict[str, Any]:
    """The suggestions as plain data: `yigai-align/1`."""
    pairs = [
        {
            "from": str(each.path),
            "candidates": [
                {
                    "to": str(candidate.to),
                    "score": str(candidate.score),
                    "reasons": [reason.of(lang) for reason in candidate.reasons],
                }
                for candidate in each.candidates
            ],
        }
        for each in suggestions
    ]
    return {"schema": SCHEMA, "pairs": pairs}


def align_json(suggestions: Iterable[Suggestion], lang: str = "zh") -> str:
    """The suggestions as JSON text."""
    return json.dumps(align_data(suggestions, lang), ensure_ascii=False, indent=1) + "\n"


def align_text(suggestions: Iterable[Suggestion], lower: Plan, upper: Plan, lang: str = "zh") -> str:
    """The suggestions for a person to read, with the titles of both tasks."""
    head = Text(
        zh=f"建议对应 {lower.id} → {upper.id}：只供查看，未经 --accept 不作数",
        en=f"Suggested links {lower.id} -> {upper.id}: places to look; none counts until accepted",
    )
    lines = [head.of(lang)]
    for each in suggestions:
        lines += ["", _named(lower, str(each.path))]
        lines += [
            f"  {candidate.score}  {_named(upper, str(candidate.to))}  ({_reason(candidate, lang)})"
            for candidate in each.candidates
        ]
        if not each.candidates:
            lines.append("  " + Text(zh="没有建议", en="no suggestion").of(lang))
    return "\n".join(lines) + "\n"


def align_yaml(
    suggestions: Iterable[Suggestion],
    lower: Plan,
    upper: Plan,
    author: str | None = None,
    lang: str = "zh",
) -> str:
    """An alignment file without a link, the suggestions as comments below it."""
    nobody = Text(zh="（待填）", en="(to be named)").of(lang)
    empty = _alignment(lower, upper, author or nobody, ())
    told = Text(
        zh="# 以下为建议，均不作数。采用时删去 links 后的 []，并去掉所选各行的 #",
        en="# Suggestions, none of which counts. To take some, delete the [] and the # of their lines.",
    )
    lines = [dump_yaml({**to_data(empty), "links": []}).rstrip("\n"), told.of(lang)]
    for each in suggestions:
        lines.append(_one_line(f"# {_named(lower, str(each.path))}"))
        lines += list(_commented(each, upper, lang))
    return "\n".join(lines) + "\n"


def accepted(
    suggestions: Sequence[Suggestion],
    chosen: Iterable[str],
    lower: Plan,
    upper: Plan,
    *,
    author: str,
    lang: str = "zh",
) -> Alignment:
    """An alignment of the links somebody chose, each written `FROM:TO`, with the reasons suggested for it.

    Raises `InvalidValue` for what is no pair or is not among the suggestions, `UnknownName` for a task that
    is not there, `Flawed` for a pair chosen twice.
    """
    found = {(str(each.path), str(one.to)): one for each in suggestions for one in each.candidates}
    return _alignment(lower, upper, author, tuple(_link(pair, found, lower, upper, lang) for pair in chosen))


def _link(pair: str, found: dict[tuple[str, str], Candidate], lower: Plan, upper: Plan, lang: str) -> Link:
    start, mark, end = pair.partition(":")
    if not (start and mark and end):
        expected = Text(zh="下级任务:上级任务，如 2.10:3.12", en="FROM:TO, such as 2.10:3.12")
        raise InvalidValue(where="--accept", found=pair, expected=expected)
    for plan, path in ((lower, start), (upper, end)):
        _known(plan, path)
    candidate = found.get((start, end))
    if candidate is None:
        raise InvalidValue(
            where="--accept",
            found=pair,
            expected=Text(zh="建议过的一对任务", en="a pair that was suggested"),
            hint=Text(
                zh="两项任务没有共同之处；确要对应，在文件中手写并说明理由",
                en="the two share nothing; to link them all the same, write it with its reason yourself",
            ),
        )
    return Link(lower=Place.parse(start), upper=Place.parse(end), reason=_reason(candidate, lang))


def _known(plan: Plan, path: str) -> None:
    known = [str(task.path) for task in plan.tasks]
    if path not in known:
        listed = ", ".join(known)
        raise UnknownName(
            where=f"--accept, {plan.id}",
            found=path,
            expected=Text(zh=f"任务之一：{listed}", en=f"a task: one of {listed}"),
            hint=did_you_mean(path, known),
        )


def _alignment(lower: Plan, upper: Plan, author: str, links: tuple[Link, ...]) -> Alignment:
    return Alignment(
        lower=lower.id,
        upper=upper.id,
        basis=AlignmentBasis.TOPICAL,
        depth=Depth.TASKS,
        author=author,
        links=links,
    )


def _commented(suggestion: Suggestion, upper: Plan, lang: str) -> Iterator[str]:
    for each in suggestion.candidates:
        link = f'{{from: "{suggestion.path}", to: "{each.to}"}}'
        yield _one_line(f"# - {link}  # {each.score} {_named(upper, str(each.to))} ({_reason(each, lang)})")


def _reason(candidate: Candidate, lang: str) -> str:
    return ("；" if lang == "zh" else "; ").join(reason.of(lang) for reason in candidate.reasons)


def _named(plan: Plan, path: str) -> str:
    """A task by its path and title."""
    task = plan.task(path)
    return _one_line(f"{path} {(task.title if task else None) or ''}")


def _one_line(words: str) -> str:
    """Words on one line, without what would end a comment or not print."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())
