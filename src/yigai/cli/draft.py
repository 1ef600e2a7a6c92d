"""`yigai draft`: a plan file out of a notice."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pendulum

from yigai.cli.common import (
    COULD_NOT,
    lang_option,
    put,
    refuse_existing,
    refuse_overwriting,
    refusing,
)
from yigai.errors import InvalidValue, Text, YigaiError, in_language
from yigai.files.syntax import system_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from yigai.drafting.result import Draft

_FORMS = ("yaml", "json", "html")


@click.command(short_help="Draft a plan file from a notice.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="PATH", help="Write to this file; of several, into this folder.")
@click.option(
    "--format", "form", type=click.Choice(_FORMS),
    help="A plan file, the draft as data, or a page with the text and what was found in it; else what "
    "the end of --output says, or a plan file.",
)  # fmt: skip
@click.option("--region", metavar="CODE", help="The region, where the document does not tell it.")
@click.option("--as-of", metavar="DATE", help="The day on which names of regions are looked up, YYYY-MM-DD.")
@click.option("--force", is_flag=True, help="Draft a document that is no plan all the same.")
@lang_option
@refusing
def draft(
    files: tuple[str, ...],
    *,
    output: str | None,
    form: str | None,
    region: str | None,
    as_of: str | None,
    force: bool,
    lang: str,
) -> None:
    """Draft a plan file from each FILE: docx, xlsx, html, pdf, txt or Markdown; of a folder, from all in it.

    Every value keeps its words and their place; what a person must still decide stands in comments. A
    document that is no plan is refused, with its kind and what shows it. Of several files one that fails
    stops no other. A plan file that is there already is never replaced: somebody may have corrected it.

    \b
    Exit codes: 0 all were drafted, 2 one could not be.

    \b
    Example:
      yigai draft notice.txt -o drafted.yaml
      yigai draft notices/ -o drafts --format json
    """  # noqa: D301 (click wants the character)
    from yigai.drafting.draft import draft as drafted  # the grammar takes time to load

    sources = _sources(files)
    form = form or _form_of(output)
    day = None if as_of is None else _day(as_of)
    write = _writer(form)

    def draft_one(source: Path, target: str | None) -> Draft:
        refuse_overwriting(target, *map(str, sources))
        if form == "yaml":
            refuse_existing(target)
        result = drafted(source, region, day, force=force)
        put(write(result, lang), target)
        return result

    if len(sources) == 1 and not Path(files[0]).is_dir():
        result = draft_one(sources[0], output)
        if output is not None:
            click.echo(f"{sources[0]}: {_counted(result).of(lang)}")
        return
    if output is None:
        folder = Text(zh="--output 给出文件夹", en="a folder in --output")
        raise InvalidValue(where="--output", found=Text(zh="多个文件", en="several files"), expected=folder)
    _make_folder(Path(output))
    failed = 0
    for count, source in enumerate(sources, 1):
        try:
            result = draft_one(source, str(_target(Path(output), source, form, sources)))
            click.echo(f"[{count}/{len(sources)}] {source}: {_counted(result).of(lang)}")
        except YigaiError as error:
            failed += 1
            click.echo(f"[{count}/{len(sources)}] {error.render(lang)}", err=True)
    click.echo(in_language(_summary(len(sources), failed), lang))
    if failed:
        sys.exit(COULD_NOT)


def _form_of(output: str | None) -> str:
    """The format that the name of the output says; a plan file where it says none."""
    ending = Path(output).suffix.casefold().removeprefix(".") if output else ""
    return ending if ending in _FORMS else "yaml"


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        expected = Text(zh="文件夹，或可以新建文件夹之处", en="a folder, or where one can be made")
        raise YigaiError(where=str(folder), found=system_problem(error), expected=expected) from None


def _writer(form: str) -> Callable[[Draft, str], str]:
    from yigai.drafting.contract import to_json
    from yigai.drafting.marked import to_html
    from yigai.drafting.planfile import to_plan_yaml

    return {"yaml": to_plan_yaml, "json": to_json, "html": to_html}[form]


def _sources(files: tuple[str, ...]) -> list[Path]:
    """The files given, and those of known kinds in the folders given, in order."""
    from yigai.drafting.readers import SUFFIXES

    found: list[Path] = []
    for name in files:
        path = Path(name)
        if path.is_dir():
            found += sorted(each for each in path.iterdir() if each.suffix.casefold() in SUFFIXES)
        else:
            found.append(path)
    if not found:
        raise InvalidValue(
            found=", ".join(files),
            expected=Text(
                zh=f"含有 {'、'.join(SUFFIXES)} 的文件夹", en=f"a folder with {', '.join(SUFFIXES)}"
            ),
        )
    return found


def _target(folder: Path, source: Path, form: str, sources: list[Path]) -> Path:
    """The file a draft is written to; sources of one name are told apart by their suffix and position."""
    same = [each for each in sources if each.stem == source.stem]
    if len(same) == 1:
        return folder / f"{source.stem}.{form}"
    return folder / f"{source.stem}-{same.index(source) + 1}.{form}"


def _counted(result: Draft) -> Text:
    tasks = len(result.tasks)
    targets = sum(len(task.targets) for task in result.tasks)
    return Text(
        zh=f"任务 {tasks}，目标 {targets}，待核 {len(result.review)}",
        en=f"tasks {tasks}, targets {targets}, to review {len(result.review)}",
    )


def _summary(count: int, failed: int) -> Text:
    return Text(
        zh=f"共 {count} 个文件，起草 {count - failed} 个，未成 {failed} 个",
        en=f"files {count}, drafted {count - failed}, failed {failed}",
    )


def _day(text: str) -> pendulum.Date:
    try:
        return pendulum.Date.fromisoformat(text)
    except ValueError:
        expected = Text(zh="日期 YYYY-MM-DD", en="a date YYYY-MM-DD")
        raise InvalidValue(where="--as-of", found=text, expected=expected) from None
