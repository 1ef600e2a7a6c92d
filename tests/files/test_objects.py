"""What the objects of a file say of themselves, and what they refuse to be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yigai import testing
from yigai.errors import InvalidValue, Text, YigaiError, did_you_mean
from yigai.files import convert
from yigai.files.formats import to_json, to_yaml, write_text
from yigai.files.places import places_in
from yigai.model import (
    Alignment,
    AlignmentBasis,
    Depth,
    Document,
    DocumentKind,
    Duty,
    Extent,
    Flawed,
    Force,
    Frequency,
    FrequencyUnit,
    Function,
    Level,
    Link,
    MechanismStatus,
    Place,
    Plan,
    Population,
    Responsibility,
    Section,
    StandingRule,
    Task,
    Vocabulary,
    Year,
)
from yigai.values import ProvisionPath

DOCUMENT = Document(id="p", title="计划", kind=DocumentKind.PLAN, level=Level.CITY)


def path(text: str) -> ProvisionPath:
    """A provision path."""
    return ProvisionPath.parse(text)


def owner(name: str) -> Responsibility:
    """An owner of that name."""
    return Responsibility(agency=name, function=Function.OTHER)


class TestPlan:
    def test_tasks_and_sections_are_found_by_their_paths(self) -> None:
        inside, outside = Task(path=path("2.10")), Task(path=path("closing"))
        section = Section(path=path("2"), title="深化")
        plan = Plan(document=DOCUMENT, sections=(section,), tasks=(inside, outside))
        assert plan.id == "p"
        assert plan.task("2.10") is plan.task(path("2.10")) is inside
        assert plan.task("2.1") is None
        assert plan.section_of(inside) is section
        assert plan.section_of(outside) is None

    def test_a_task_may_stand_under_another(self) -> None:
        plan = Plan(document=DOCUMENT, tasks=(Task(path=path("3")), Task(path=path("3.1"))))
        assert plan.section_of(plan.tasks[1]) is None

    @given(testing.plans())
    def test_statements_come_in_the_order_of_the_text_with_their_addresses(self, plan: Plan) -> None:
        listed = list(plan.statements())
        assert [statement for _, _, statement in listed] == [
            statement for task in plan.tasks for statement in task.statements
        ]
        addresses = [str(address) for address, _, _ in listed]
        assert len(set(addresses)) == len(addresses)
        for address, task, statement in listed:
            assert str(address) == f"{plan.id}#{task.path}/{statement.id}"
            assert plan.task(task.path) is task

    def test_a_standing_rule_adds_owners_to_later_tasks_only(self) -> None:
        tasks = tuple(Task(path=path(name), responsibilities=(owner("甲"),)) for name in ("1", "2", "3"))
        rules = (
            StandingRule(declared_in=path("1"), adds=(owner("乙"), owner("甲"))),
            StandingRule(declared_in=path("2"), adds=(owner("丙"), owner("乙"))),
        )
        plan = Plan(document=DOCUMENT, tasks=tasks, standing_rules=rules)
        owners = [[each.agency for each in plan.responsibilities_of(task)] for task in plan.tasks]
        assert owners == [["甲"], ["甲", "乙"], ["甲", "乙", "丙"]]

    def test_every_flaw_is_carried_and_the_first_is_told(self) -> None:
        with pytest.raises(Flawed) as caught:
            Plan(
                document=DOCUMENT,
                tasks=(Task(path=path("1.1")), Task(path=path("1.1")), Task(path=path("2.1"))),
            )
        assert [flaw.at for flaw in caught.value.flaws] == [
            ("tasks", 1, "path"),
            ("tasks", 0, "path"),
            ("tasks", 1, "path"),
            ("tasks", 2, "path"),
        ]
        assert str(caught.value) == "p: found 1.1, expected a path not used before (entry 1 has it)"

    @pytest.mark.parametrize(
        ("within", "circular"),
        [
            ({"a": "b", "b": "a"}, "ab"),
            ({"a": "a"}, "a"),
            ({"a": "b", "b": "c", "c": "b"}, "bc"),
            ({"a": "b", "b": "c", "c": None}, ""),
            ({"a": "elsewhere", "b": "a", "c": "a"}, ""),
            ({"a": "b", "b": "a", "c": "d", "d": "c", "e": "a"}, "abcd"),
        ],
    )
    def test_circles(self, within: dict[str, str | None], circular: str) -> None:
        populations = tuple(Population(id=name, name=name, within=wider) for name, wider in within.items())
        if not circular:
            assert Plan(document=DOCUMENT, populations=populations).populations == populations
            return
        with pytest.raises(Flawed) as caught:
            Plan(document=DOCUMENT, populations=populations)
        at = [("populations", list(within).index(name), "within") for name in circular]
        assert [flaw.at for flaw in caught.value.flaws] == at

    def test_a_chain_of_many_populations_is_no_trouble(self) -> None:
        many = [Population(id=f"p{step}", name="名", within=f"p{step + 1}") for step in range(20_000)]
        assert len(Plan(document=DOCUMENT, populations=tuple(many)).populations) == 20_000


class TestVocabulary:
    KNOWN = Vocabulary(
        populations=(
            Population(id="a", name="甲", within="b"),
            Population(id="b", name="乙", within="c"),
            Population(id="c", name="丙", within="elsewhere"),
        )
    )

    def test_wider(self) -> None:
        assert self.KNOWN.wider("a") == ("b", "c", "elsewhere")
        assert self.KNOWN.wider("c") == ("elsewhere",)
        assert self.KNOWN.wider("nobody") == ()
        circle = Vocabulary(populations=(Population(id="x", name="x", within="x"),))
        assert circle.wider("x") == ("x",)
        alone = Vocabulary(populations=(Population(id="x", name="x"),))
        assert alone.wider("x") == ()

    @given(testing.vocabularies())
    def test_everything_is_found_by_its_id(self, known: Vocabulary) -> None:
        for indicator in known.indicators:
            assert known.indicator(indicator.id) is indicator
        for population in known.populations:
            assert known.population(population.id) is population
            assert population.id not in known.wider(population.id)
        assert known.indicator("Nobody") is None
        assert known.population("Nobody") is None

    @given(testing.vocabularies(), testing.vocabularies())
    def test_a_plans_own_words_win(self, known: Vocabulary, local: Vocabulary) -> None:
        both = known.with_local(local.indicators, local.populations)
        for indicator in local.indicators:
            assert both.indicator(indicator.id) is indicator
        for population in known.populations:
            assert both.population(population.id) is (local.population(population.id) or population)


class TestAlignment:
    @given(testing.plans(), testing.plans(), st.data())
    def test_links_between_two_plans_name_what_is_in_them(
        self, lower: Plan, upper: Plan, data: st.DataObject
    ) -> None:
        alignment = data.draw(testing.alignments(lower, upper))
        assert (alignment.lower, alignment.upper) == (lower.id, upper.id)
        for link in alignment.links:
            assert lower.task(link.lower.path) is not None
            assert upper.task(link.upper.path) is not None

    @given(testing.places())
    def test_places_read_what_they_write(self, place: Place) -> None:
        assert Place.parse(str(place)) == place

    def test_flaws(self) -> None:
        link = Link(lower=Place.parse("1/a"), upper=Place.parse("2/b"), extent=Extent.CONTRARY)
        with pytest.raises(Flawed) as caught:
            Alignment(
                lower="a",
                upper="b",
                basis=AlignmentBasis.PRINTED,
                depth=Depth.TASKS,
                author="我",
                links=(link,) * 3,
            )
        assert [flaw.at for flaw in caught.value.flaws] == [("links", 1), ("links", 2)]
        assert str(caught.value).startswith("a -> b: found 1/a -> 2/b, expected each pair linked once")

    @pytest.mark.parametrize("statement", ["", "A", "要", "a b", "a/b", "-a"])
    def test_a_statement_is_named_by_its_id(self, statement: str) -> None:
        with pytest.raises(InvalidValue):
            Place(path("1"), statement)


class TestWords:
    def test_levels_stand_above_one_another(self) -> None:
        assert Level.NATIONAL.is_above(Level.PROVINCE)
        assert Level.COUNTY.is_above(Level.INSTITUTION)
        assert not Level.CITY.is_above(Level.CITY)
        assert not Level.COUNTY.is_above(Level.CITY)

    def test_forces_and_statuses_have_ranks(self) -> None:
        assert [force.rank for force in Force] == [3, 2, 2, 1, 1, 0]
        assert [status.rank for status in MechanismStatus] == [2, 1, 0]


class TestImpossible:
    @pytest.mark.parametrize(
        "make",
        [
            lambda: Duty(id="Ä", summary="做", topic="t"),
            lambda: Duty(id="d", summary=" \t", topic="t"),
            lambda: Duty(id="d", summary="做", topic=""),
            lambda: Frequency(times=0, unit=FrequencyUnit.DAY),
            lambda: Frequency(times=True, unit=FrequencyUnit.DAY),
            lambda: Frequency(times=1, per=-1, unit=FrequencyUnit.DAY),
            lambda: Year(value=999),
            lambda: Year(value=10_000),
            lambda: Year(value=True),
            lambda: Responsibility(agency="", function=Function.OTHER),
        ],
        ids=range(10),
    )
    def test_values(self, make: Callable[[], object]) -> None:
        with pytest.raises(InvalidValue) as caught:
            make()
        assert caught.value.render("zh") != caught.value.render("en")

    def test_objects_stay_as_they_are(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            DOCUMENT.id = "q"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


class TestErrors:
    def test_words_of_ours_are_in_the_language_asked_for(self) -> None:
        error = YigaiError(
            where="a.yaml:1:2", found=Text(zh="空", en="nothing"), expected=Text(zh="文字", en="text")
        )
        assert error.render("zh") == "a.yaml:1:2: 发现 空，应为 文字"
        assert str(error) == "a.yaml:1:2: found nothing, expected text"

    def test_what_is_quoted_from_a_file_is_the_same_in_both(self) -> None:
        error = YigaiError(
            found="'requier'", expected=Text(zh="文字", en="text"), hint=did_you_mean("b", ["a"])
        )
        assert error.render("zh") == "发现 'requier'，应为 文字"

    def test_one_line_whatever_was_found(self) -> None:
        error = YigaiError(found="甲\n\x1b[31m乙\u202e\ud800", expected=Text(zh="文字", en="text"))
        assert str(error) == "found 甲\\n\\x1b[31m乙\\u202e\\ud800, expected text"

    def test_no_hint_where_comparing_would_take_long(self) -> None:
        assert did_you_mean("heyuan", ["heyuan-2023"]).zh == "是否指 'heyuan-2023'？"
        assert did_you_mean("a" * 101, ["a" * 101]) == Text(zh="", en="")
        assert did_you_mean("heyuan", ["heyuan-2023", *map(str, range(2000))]) == Text(zh="", en="")

    def test_a_mistake_of_ours_is_not_blamed_on_the_file(self) -> None:
        with pytest.raises(ZeroDivisionError):
            convert._flatten(ZeroDivisionError(), Plan)


class TestPlaces:
    @given(testing.plans())
    def test_every_provision_has_its_line(self, tmp_path_factory: pytest.TempPathFactory, plan: Plan) -> None:
        folder = tmp_path_factory.mktemp("places")
        for name, text in (("a.yaml", to_yaml(plan)), ("a.json", to_json(plan, indent=1))):
            write_text(folder / name, text)
            places = places_in(folder / name)
            tasks = {f"{plan.id}#{task.path}" for task in plan.tasks}
            rules = {f"{plan.id}#{rule.provision}/{rule.id}" for rule in plan.payment_rules}
            assert set(places) == {str(address) for address, _, _ in plan.statements()} | tasks | rules
            files, lines = (
                zip(*(place.rsplit(":", 1) for place in places.values()), strict=True) if places else ((), ())
            )
            assert set(files) <= {str(folder / name)}
            assert [int(line) for line in lines] == sorted(int(line) for line in lines)

    def test_lines(self, tmp_path: Path) -> None:
        text = (
            "format: x\ndocument: {id: city}\ntasks:\n- path: 2.10\n  statements:\n  - id: a\n"
            "  -\n    id: b\n- path: '1'\n"
        )
        file = tmp_path / "a.yaml"
        file.write_text(text, encoding="utf-8")
        assert places_in(file) == {
            "city#2.10": f"{file}:4",
            "city#2.10/a": f"{file}:6",
            "city#2.10/b": f"{file}:8",
            "city#1": f"{file}:9",
        }

    @pytest.mark.parametrize("text", ["[]", "tasks: {}", "tasks: [a]", "tasks: [{path: []}]", "tasks: [{}]"])
    def test_what_is_no_plan_has_no_lines_to_speak_of(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        assert set(places_in(tmp_path / "a.yaml").values()) <= {f"{tmp_path / 'a.yaml'}:1"}
