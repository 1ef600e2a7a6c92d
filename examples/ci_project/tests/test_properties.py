"""Our code keeps its promises for every plan, not only for ours."""

from __future__ import annotations

from hypothesis import given, settings
from task_sheet import export, owners, upload

from yigai.files.formats import to_yaml
from yigai.model import Plan
from yigai.testing import broken_plans, plans

FEW = settings(max_examples=20, deadline=None)  # little at every push


@FEW
@given(plans())
def test_a_sheet_says_what_the_plan_says(plan: Plan) -> None:
    said = [(str(task.path), each.agency, each.role) for task in plan.tasks for each in task.responsibilities]
    assert owners(export(plan)) == said


@FEW
@given(plan=...)
def test_an_upload_of_a_good_file_is_accepted(plan: Plan) -> None:
    assert upload(to_yaml(plan)) == "ok"


@FEW
@given(broken_plans())
def test_an_upload_of_a_broken_file_is_answered_with_its_place(broken: tuple[str, str]) -> None:
    text, _ = broken
    assert upload(text).startswith("upload:")
