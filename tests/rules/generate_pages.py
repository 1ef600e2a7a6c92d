"""The pages of the rules, from the rules themselves: `python tests/rules/generate_pages.py`.

A rule's own texts are the only source of its page. A test fails when a page is stale.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from yigai.checks.rule import Rule
from yigai.checks.rule_packs import RULE_PACKS, pack_of
from yigai.checks.rules import RULES
from yigai.errors import Text
from yigai.files.formats import write_text
from yigai.reports import words
from yigai.values.citation import Citation

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
BY_FORCE = Text(zh="依上级要求的力度", en="by the force of the upper statement")
OPENING = """\
What `yigai check` can find. A rule whose severity goes by the force of the upper statement gives an error for
what is required or contradicted and for a firm target that is missed, a warning for what is stated or
promoted, and otherwise information; with topical links it gives nothing above a warning.

The rules of one area are a pack. `--select` and `--ignore`, and `Config` in Python, take its name:
`yigai check … --select targets,coverage`. A rule that somebody else installs is in the pack of its area."""


def pages(rules: Iterable[Rule] = RULES) -> dict[Path, str]:
    """Every page with the text it should have."""
    ordered = sorted(rules, key=lambda rule: rule.id)
    texts = {REFERENCE / "rules" / f"{rule.id}.md": page(rule) for rule in ordered}
    texts[REFERENCE / "rules.md"] = index(ordered)
    return texts


def page(rule: Rule) -> str:
    """One rule."""
    blocks = [
        f"# {rule.id} {rule.title.zh}",
        f"{rule.title.en[0].upper()}{rule.title.en[1:]}",
        "\n".join(
            [
                "| severity | status | since |",
                "| --- | --- | --- |",
                f"| {severity(rule)} | {rule.status.value} | {rule.since} |",
            ]
        ),
        "## What it finds",
        rule.what.en,
        rule.what.zh,
        "## Why it matters",
        rule.why.en,
        rule.why.zh,
        "## Bad",
        f"```yaml\n{rule.bad.strip()}\n```",
        "## Good",
        f"```yaml\n{rule.good.strip()}\n```",
        "## Basis",
        "\n".join(basis(cited) for cited in rule.basis),
    ]
    return "\n\n".join(blocks) + "\n"


def severity(rule: Rule) -> str:
    """Its severity in both languages."""
    text = BY_FORCE if rule.severity is None else words.SEVERITIES[rule.severity]
    return f"{text.en} ({text.zh})"


def basis(cited: Citation) -> str:
    """A citation as a line of a list."""
    note = f": {cited.note}" if cited.note else ""
    return f"* `{cited.source}` ({words.EVIDENCE[cited.evidence].en}){note}"


def index(rules: list[Rule]) -> str:
    """All rules by area, and the tree of their pages."""
    packs = [
        f"| `{pack.name}` | {pack.title.zh} | {pack.title.en} | `YG-{pack.area}` |" for pack in RULE_PACKS
    ]
    head = ["| pack | 规则包 | area | ids |", "| --- | --- | --- | --- |"]
    blocks = ["# Rules", OPENING, "\n".join([*head, *packs])]
    for area, members in groupby(rules, key=lambda rule: rule.area):
        rows = [
            f"| [{rule.id}](rules/{rule.id}.md) | {rule.title.zh} | {rule.title.en} | {severity(rule)} |"
            for rule in members
        ]
        head = ["| rule | 标题 | title | severity |", "| --- | --- | --- | --- |"]
        pack = pack_of(area)
        title = f"{area} {pack.title.en} {pack.title.zh}" if pack else area
        blocks += [f"## {title}", "\n".join([*head, *rows])]
    blocks.append("```{toctree}\n:hidden:\n:glob:\n\nrules/*\n```")
    return "\n\n".join(blocks) + "\n"


def main() -> None:
    """Write every page, and take away those of rules that are gone."""
    wanted = pages()
    (REFERENCE / "rules").mkdir(parents=True, exist_ok=True)
    for path in (REFERENCE / "rules").glob("*.md"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        write_text(path, text)


if __name__ == "__main__":
    main()
