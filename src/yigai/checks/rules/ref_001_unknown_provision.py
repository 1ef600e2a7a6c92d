"""A citation of a provision that a known document does not have (条款不存在)."""

from __future__ import annotations

from collections.abc import Iterator

from yigai.checks.findings import cited_by, own
from yigai.checks.rule import Context, Rule, rule
from yigai.errors import Text
from yigai.judging.finding import Finding, Severity


@rule(
    id="YG-REF-001",
    title=Text(zh="引用的条款不存在", en="cited provision does not exist"),
    severity=Severity.ERROR,
    what=Text(
        zh="计划引用了目录中某文件的一个条款，而该文件没有这一条。",
        en="The plan cites a provision of a document the catalogue holds, and the "
        "document has no such provision.",
    ),
    why=Text(zh="指错条款，依据就落空。", en="A basis that points nowhere is no basis."),
    bad="""
cites: [{title: 深化医药卫生体制改革2023年下半年重点工作任务,
   id: national-2023h2, provision: "3.99"}]
""",
    good="""
cites: [{title: 深化医药卫生体制改革2023年下半年重点工作任务,
   id: national-2023h2, provision: "3.12"}]
""",
)
def unknown_provision(this: Rule, context: Context) -> Iterator[Finding]:
    """Every cited provision missing from a document that is known."""
    for path, name, cited in cited_by(context.plan):
        if cited.provision is None or name not in context.documents:
            continue
        document = context.documents[name]()
        provisions = {section.path for section in document.sections} | {task.path for task in document.tasks}
        if cited.provision not in provisions:
            missing = f"{name}#{cited.provision}"
            message = Text(
                zh=f"《{cited.title}》没有条款 {cited.provision}",
                en=f"{cited.title} has no provision {cited.provision}",
            )
            yield own(this, context.plan, path, message, actual=missing, detail=missing)
