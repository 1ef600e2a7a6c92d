"""A citation by an id that no known document has (文件不存在)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import cited_by, own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text, did_you_mean
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-REF-002",
    title=Text(zh="引用的文件标识不存在", en="cited document is not known"),
    severity=Severity.ERROR,
    what=Text(
        zh="计划用标识引用了一份文件，而目录和所给的上级文件中都没有它。未收录的文件应只写名称，不写标识。",
        en="The plan cites a document by an id that neither the catalogue nor the upper "
        "documents have. A document not held is cited by title, without an id.",
    ),
    why=Text(zh="写错的标识会让依据看起来存在。", en="A wrong id makes a basis look as if it were there."),
    bad="""
cites: [{title: 深化医药卫生体制改革2023年下半年重点工作任务,
   id: national-2032h2}]
""",
    good="""
cites: [{title: 深化医药卫生体制改革2022年重点工作任务, id: null}]
""",
)
def unknown_document(this: Rule, context: Context) -> Iterator[Finding]:
    """Every cited id that is not known, with the nearest known one."""
    for path, name, cited in cited_by(context.plan):
        if name not in context.documents:
            hint = did_you_mean(name, context.documents)
            message = Text(
                zh=f"没有标识为 {name} 的文件" + (f"；{hint.zh}" if hint.zh else ""),
                en=f"no document has the id {name}" + (f"; {hint.en}" if hint.en else ""),
            )
            detail = f"{name}#{cited.provision or ''}"
            yield own(this, context.plan, path, message, actual=name, detail=detail)
