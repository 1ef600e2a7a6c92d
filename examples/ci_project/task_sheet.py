"""Our own code: a plan as rows of a task sheet for the office software, and back to who leads what."""

from __future__ import annotations

import csv
import io

import yigai
from yigai.model import Plan, Role

COLUMNS = ("path", "title", "agency", "role")


def export(plan: Plan) -> str:
    """The owners of every task, one a row, as CSV."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for task in plan.tasks:
        for owner in task.responsibilities:
            writer.writerow((task.path, task.title or "", owner.agency, owner.role.value))
    return sheet.getvalue()


def owners(sheet: str) -> list[tuple[str, str, Role]]:
    """What a sheet says: path, agency and role of every row."""
    rows = csv.DictReader(io.StringIO(sheet, newline=""))
    return [(row["path"], row["agency"], Role(row["role"])) for row in rows]


def upload(text: str) -> str:
    """What our form answers to an uploaded file: `ok`, or every fault on a line of its own."""
    from yigai.files.formats import read_yaml

    try:
        read_yaml(text, Plan, source="upload")
    except yigai.FileFaults as faults:
        return faults.render("zh")
    return "ok"
