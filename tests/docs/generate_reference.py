"""The tables of the reference, from the code and the data: `python tests/docs/generate_reference.py`.

Its pages are written by hand, but for what stands between a line `<!-- generated: NAME -->` and the next
`<!-- end -->`. Each name has a function here. A test fails when a table is stale, or is on no page.

A format of files needs its line in `yigai.files.formats.FORMATS`, and a heading with
`<!-- generated: format NAME/1 -->` on the page of the file formats. What a key means is read from the
docstring under the field in the model, which the page on Python shows too; where a field has none, from its
title in both languages, or from the sentence of the class that names it.

The steps of a mechanism are printed from the first rule file of its page.
"""

from __future__ import annotations

import ast
import enum
import inspect
import re
import textwrap
import types
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import attrs
import click
import pendulum

from yigai.catalogue import store
from yigai.cli import main as door
from yigai.files import formats
from yigai.files.formats import write_text
from yigai.files.shapes import KIND_OF, UNIONS, file_keys, in_file
from yigai.judging.finding import Severity
from yigai.judging.verdict import Deviation, Outcome, Reason
from yigai.model import words
from yigai.model.alignment import Place
from yigai.model.document import Year
from yigai.model.fields import TITLE, four_digits, slug
from yigai.model.payment import Parameter, PaymentRule
from yigai.model.payment.overlay import Setting
from yigai.model.words import MechanismName
from yigai.payment.settle import program_of
from yigai.reports.formula import formula_text
from yigai.values.citation import Evidence
from yigai.values.document_number import DocumentNumber
from yigai.values.due import Basis, Due
from yigai.values.money import Money
from yigai.values.month_day import MonthDay
from yigai.values.number import Number
from yigai.values.provision import ProvisionPath
from yigai.values.ratio import Ratio
from yigai.values.region import RegionCode
from yigai.values.scaled import Factor, Points, Quantity, Reading

DOCS = Path(__file__).parents[2] / "docs"
MECHANISMS = sorted((DOCS / "explanation" / "payment").glob("[!i]*.md"))
PAGES = [DOCS / "glossary.md", *sorted((DOCS / "reference").glob("*.md")), *MECHANISMS]
BLOCK = re.compile(r"(?<=^<!-- generated: )([^\n]+)( -->\n).*?(?=^<!-- end -->$)", re.DOTALL | re.MULTILINE)
TYPES: dict[Any, str] = {
    str: "text",
    int: "whole number",
    bool: "`true` or `false`",
    Number: "number",
    pendulum.Date: "day",
    ProvisionPath: "path",
    Place: "path, or path`/`id",
    RegionCode: "code",
    DocumentNumber: "text",
    Due: "date, [see there](#dates)",
    Year: "year",
    tuple[MechanismName, ...]: "`mechanism`, a [word](#words)",
    PaymentRule: "[payment rule](#payment)",
    Money: "yuan",
    Ratio: "ratio",
    Points: "points",
    Factor: "factor",
    Quantity: "number",
    Reading: "number",
    MonthDay: "month and day",
    tuple[Setting, ...]: "paths with values",
}
FORMATS = formats.FORMATS
CHECKED: dict[Any, str] = {slug: "id", four_digits: "year"}
MOST_LISTED = 7
STEPS_AS_OF = pendulum.Date(2024, 12, 31)
RULE_FLAGS = re.DOTALL | re.MULTILINE


@cache
def notes(cls: Any) -> dict[str, str]:
    """The docstring under each attribute of a class, its own and those of the classes it builds on."""
    found: dict[str, str] = {}
    for each in reversed(cls.__mro__):
        if each.__module__.startswith("yigai."):
            [node] = ast.parse(textwrap.dedent(inspect.getsource(each))).body
            assert isinstance(node, ast.ClassDef)
            for field, note in pairwise(node.body):
                match field, note:
                    case (
                        ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                        ast.Expr(value=ast.Constant(value=str(text))),
                    ):
                        found[name] = " ".join(text.split())
                    case _:
                        pass
    return found


def meaning(word: enum.Enum) -> tuple[str, str]:
    """A word in Chinese, and what it means."""
    chinese, _, english = notes(type(word)).get(word.name, "").partition(": ")
    return chinese, english


def opening(cls: type[Any]) -> str:
    """The first paragraph of a docstring."""
    return " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split())


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown."""
    first = list(head)
    lines = [first, ["---"] * len(first), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join("|" + "|".join(f" {cell} " if cell else " " for cell in line) + "|" for line in lines)


# The formats of files


def objects_in(kind: Any) -> tuple[type[Any], ...]:
    """The classes that stand as mappings under a key: one, or all kinds of a union."""
    if kind in TYPES:
        return ()
    if get_origin(kind) is tuple:
        return objects_in(get_args(kind)[0])
    members = get_args(kind) if get_origin(kind) in {Union, types.UnionType} else (kind,)
    return tuple(each for each in members if isinstance(each, type) and attrs.has(each) and each not in TYPES)


def fields_of(cls: type[Any]) -> dict[str, attrs.Attribute[Any] | None]:
    """The field behind each key of a class in a file; the kind of a statement has none."""
    fields = {field.name: field for field in attrs.fields(attrs.resolve_types(cls))}
    return {key: None if name is None else fields[name] for key, name in file_keys(cls).items()}


def parts_of(root: type[Any]) -> dict[tuple[type[Any], ...], list[str]]:
    """All that stands in a file below its first keys, each with the keys it stands under."""
    found: dict[tuple[type[Any], ...], list[str]] = {}

    def look(cls: type[Any]) -> None:
        for key, field in fields_of(cls).items():
            below = objects_in(field.type) if field else ()
            if not below:
                continue
            is_new = below not in found
            if key not in found.setdefault(below, []):
                found[below].append(key)
            for member in below if is_new else ():
                look(member)

    for each in members_of(root):
        look(each)
    return found


def members_of(root: Any) -> tuple[type[Any], ...]:
    """The class of a file, or those of all its kinds."""
    return get_args(root) if get_origin(root) in {Union, types.UnionType} else (root,)


def type_words(cls: type[Any], field: attrs.Attribute[Any] | None, key: str) -> str:
    """What is written for a key, in plain words."""
    if field is None:
        kinds = next(each for each in UNIONS.values() if cls in each.values())
        return ", ".join(f"`{kind}`" for kind in kinds)
    checked = CHECKED.get(field.validator) if field.validator else None
    return checked or _type_words(field.type, key)


def _type_words(kind: Any, key: str) -> str:
    if kind in TYPES:
        return TYPES[kind]
    if get_origin(kind) is tuple:
        return f"list of {_type_words(get_args(kind)[0], key)}"
    if get_origin(kind) is Parameter:
        return f"{_type_words(get_args(kind)[0], key)}, a [parameter](#parameters)"
    if get_origin(kind) in {Union, types.UnionType}:
        members = [member for member in get_args(kind) if member is not type(None)]
        if objects_in(kind) == tuple(members):
            return f"`{key}` below"
        return " or ".join(_type_words(member, key) for member in members)
    if issubclass(kind, enum.Enum):
        listed = [f"`{word.value}`" for word in kind]
        return ", ".join(listed) if len(listed) <= MOST_LISTED else "a [word](#words)"
    return f"`{key}` below"


def default_words(field: attrs.Attribute[Any] | None) -> str:
    """What a key left out means."""
    if field is None or field.default is attrs.NOTHING:
        return "required"
    match field.default:
        case enum.Enum(value=word):
            return f"`{word}`"
        case bool() | int():
            return f"`{str(field.default).lower()}`"
        case _:
            return "none"


def row(cls: Any, key: str) -> list[str]:
    """One key of a class."""
    field = fields_of(cls)[key]
    says = said_of(cls, field) if field else "What sort of thing it is, below."
    return [f"`{key}`", type_words(cls, field, key), default_words(field), says]


def said_of(cls: Any, field: attrs.Attribute[Any]) -> str:
    """What a field means: the note under it, or its title and the sentences of its class that name it."""
    note = notes(cls).get(field.name)
    if note:
        return note
    title = field.metadata.get(TITLE)
    named = f"{title.en[0].upper()}{title.en[1:]} ({title.zh})." if title else ""
    for each in cls.__mro__:
        prose = " ".join((vars(each).get("__doc__") or "").split())
        sentences = [said for said in re.split(r"(?<=[.])\s+(?=[A-Z`])", prose) if f"`{field.name}`" in said]
        if sentences:
            told = " ".join(sentences)
            for other in attrs.fields(cls):
                told = told.replace(f"`{other.name}`", f"`{in_file(other.name, cls)}`")
            return f"{named} {told}".strip()
    below = [each for each in _within(field.type) if attrs.has(each) or is_word(each)]
    return named or " ".join(opening(each) for each in below[:1])


def is_word(kind: Any) -> bool:
    """Whether something is a closed vocabulary."""
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def format_block(name: str) -> str:
    """A format: the keys of the file, then of everything in it that no format before has told of."""
    names = list(FORMATS)
    told = {part for each in names[: names.index(name)] for part in parts_of(FORMATS[each])}
    head = ("key", "value", "default", "meaning")
    cls = FORMATS[name]
    first = ["`format`", f"`{name}`", "required", "The name of the format."]
    if len(members_of(cls)) == 1:
        blocks = [table(head, [first, *(row(cls, key) for key in fields_of(cls))])]
    else:
        blocks = kinds_of(members_of(cls), first=first)
    for members, keys in parts_of(cls).items():
        if members in told:
            continue
        blocks.append("### " + ", ".join(f"`{key}`" for key in keys))
        if len(members) == 1:
            blocks += [
                opening(members[0]),
                table(head, (row(members[0], key) for key in fields_of(members[0]))),
            ]
        else:
            blocks += kinds_of(members)
    return "\n\n".join(blocks)


def kinds_of(members: tuple[type[Any], ...], first: list[str] | None = None) -> list[str]:
    """The keys of all kinds of a union: what they share, then what each has of its own."""
    head = ("key", "value", "default", "meaning")
    shared = [key for key in fields_of(members[0]) if all(is_shared(key, each, members) for each in members)]
    own = (
        [f"`{kind_of(each)}`", *row(each, key)]
        for each in members
        for key in fields_of(each)
        if key not in shared
    )
    return [
        "Every kind has these keys:",
        table(head, [*([first] if first else []), *(row(members[0], key) for key in shared)]),
        "And each kind its own:",
        table(("kind", *head), own),
        "\n".join(f"* `{kind_of(each)}`: {opening(each)}" for each in members),
    ]


def is_shared(key: str, cls: type[Any], members: Iterable[type[Any]]) -> bool:
    """Whether a key is the same in all kinds of a union."""
    return all(key in fields_of(each) and row(each, key) == row(cls, key) for each in members)


def kind_of(cls: type[Any]) -> str:
    """The word by which a member of a union says what it is."""
    return KIND_OF[cls]


# The closed words


def vocabularies() -> Iterator[type[enum.Enum]]:
    """The closed vocabularies of the files, in the order of their module."""
    for each in vars(words).values():
        if isinstance(each, type) and issubclass(each, enum.Enum) and each.__module__ == words.__name__:
            yield each
    yield from (Evidence, Basis)


def keys_with(vocabulary: type[enum.Enum]) -> list[str]:
    """The keys that take a word of a vocabulary."""
    found: dict[str, None] = {}
    for root in FORMATS.values():
        for cls in (*members_of(root), *(member for part in parts_of(root) for member in part)):
            for key, field in fields_of(cls).items():
                if field is not None and vocabulary in _within(field.type):
                    found[key] = None
    return list(found)


def _within(kind: Any) -> set[Any]:
    return {kind}.union(*(_within(member) for member in get_args(kind)))


def words_block() -> str:
    """Which words stand under which keys."""
    rows = []
    for each in vocabularies():
        listed = "; ".join(f"`{word.value}` {meaning(word)[0]}" for word in each)
        rows.append([", ".join(f"`{key}`" for key in keys_with(each)) or "`basis` in `due`", listed])
    return table(("key", "words"), rows)


def glossary_block(vocabularies: Iterable[type[enum.Enum]]) -> str:
    """Every word of some vocabularies in both languages."""
    blocks = []
    for each in vocabularies:
        blocks.append(f"**{opening(each).rstrip('.')}**")
        blocks.append(
            table(("word", "中文", "meaning"), ([f"`{word.value}`", *meaning(word)] for word in each))
        )
    return "\n\n".join(blocks)


# The catalogue


def documents_block() -> str:
    """The documents with what is encoded of them."""
    rows = []
    for entry in store.entries():
        head = store.plan(entry.id).document
        where = f"{head.level.value} {head.region_name or ''}".strip()
        count = [str(entry.tasks), str(entry.statements)]
        rows.append([f"`{entry.id}`", entry.title, where, head.status.value, head.evidence.value, *count])
    return table(("id", "title", "level", "status", "evidence", "tasks", "statements"), rows)


def alignments_block() -> str:
    """The alignments with their standing."""
    names = [entry.id for entry in store.entries()]
    found = (store.alignment(lower, upper) for lower in names for upper in names)
    rows = (
        [
            f"`{each.lower}`",
            f"`{each.upper}`",
            each.basis.value,
            each.depth.value,
            each.author,
            str(len(each.links)),
        ]
        for each in found
        if each is not None
    )
    return table(("lower", "upper", "basis", "depth", "author", "links"), rows)


def indicators_block() -> str:
    """The indicators that plans share."""
    rows = (
        [
            f"`{each.id}`",
            each.name,
            each.unit or "",
            each.kind.value,
            each.better.value,
            _code(each.counted_over),
        ]
        for each in store.vocabulary().indicators
    )
    return table(("id", "指标", "unit", "kind", "better", "counted over"), rows)


def populations_block() -> str:
    """The populations that plans share."""
    rows = ([f"`{each.id}`", each.name, _code(each.within)] for each in store.vocabulary().populations)
    return table(("id", "范围", "within"), rows)


def agencies_block() -> str:
    """How many agencies of which function are known at which level."""
    levels = list(dict.fromkeys(each.level for each in store.agencies()))
    counts = Counter((each.function, each.level) for each in store.agencies())
    rows = [
        [f"`{each.value}`", meaning(each)[0], *(str(counts[each, level] or "") for level in levels)]
        for each in words.Function
        if any(counts[each, level] for level in levels)
    ]
    total = ["all", "", *(str(sum(n for (_, at), n in counts.items() if at is level)) for level in levels)]
    return table(("function", "职能", *(level.value for level in levels)), [*rows, total])


def _code(name: str | None) -> str:
    return f"`{name}`" if name else ""


# The mechanisms


def steps_block(page: Path) -> str:
    """The steps of the first rule on a page, in words."""
    [text] = re.findall(r"^```yaml\n(# [a-z-]+\.rule\.yaml\n.*?)^```$", page.read_text("utf-8"), RULE_FLAGS)[
        :1
    ]
    reader: Any = PaymentRule
    rule = formats.read_yaml(text, reader)
    words_of_it = formula_text(rule, program_of(rule, STEPS_AS_OF), STEPS_AS_OF, "en")
    return f"```\n{words_of_it[words_of_it.index('Steps') :].rstrip()}\n```"


# The command line


def command_block(name: str) -> str:
    """A command as its help tells of it: how it is called, what it does, its options."""
    command = door.commands[name]
    context = click.Context(command, info_name=name, parent=click.Context(door, info_name="yigai"))
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    prose = [part for part in inspect.cleandoc(command.help or "").split("\n\n") if not part.startswith("\b")]
    rows = [option_row(each) for each in command.params if isinstance(each, click.Option)]
    return "\n\n".join([f"```\n{usage}\n```", *prose, table(("option", "default", "meaning"), rows)])


def option_row(option: click.Option) -> list[str]:
    """One option of a command."""
    choices = option.type.choices if isinstance(option.type, click.Choice) else ()
    taken = "" if option.is_flag or choices else f" {option.metavar or option.human_readable_name.upper()}"
    default = "required" if option.required else "none"
    if option.is_flag:
        default = "no"
    elif isinstance(option.default, str):
        default = f"`{option.default}`"
    says = [option.help or "", ", ".join(f"`{choice}`" for choice in choices)]
    return [f"`{option.opts[0]}{taken}`", default, " ".join(part for part in says if part)]


BLOCKS: dict[str, Callable[[], str]] = {
    **{f"format {name}": partial(format_block, name) for name in FORMATS},
    "words": words_block,
    "words of files": partial(glossary_block, list(vocabularies())),
    "words of verdicts": partial(glossary_block, [Outcome, Deviation, Reason, Severity]),
    "documents": documents_block,
    "alignments": alignments_block,
    "indicators": indicators_block,
    "populations": populations_block,
    "agencies": agencies_block,
    **{f"command {name}": partial(command_block, name) for name in door.commands},
    **{f"steps of {page.stem}": partial(steps_block, page) for page in MECHANISMS},
}


def pages() -> dict[Path, str]:
    """Every page with generated tables, as it should be."""
    found = {}
    for path in PAGES:
        text = path.read_text("utf-8")
        if BLOCK.search(text):
            found[path] = BLOCK.sub(lambda mark: f"{mark[1]}{mark[2]}\n{BLOCKS[mark[1]]()}\n\n", text)
    return found


def names() -> list[str]:
    """The names of all tables on all pages."""
    return [mark[1] for path in PAGES for mark in BLOCK.finditer(path.read_text("utf-8"))]


def main() -> None:
    """Write every page."""
    for path, text in pages().items():
        write_text(path, text)


if __name__ == "__main__":
    main()
