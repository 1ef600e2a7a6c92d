"""A county under a city, a province and the nation at once: each judged by itself, one gap seen as one."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import attrs
import pendulum
import pytest

from yigai.catalogue import store
from yigai.checks.check import Config, check
from yigai.checks.report import CheckReport
from yigai.errors import UnknownName
from yigai.files.formats import read_yaml
from yigai.judging.finding import Elsewhere, Finding, Severity
from yigai.judging.verdict import Outcome
from yigai.model.alignment import Alignment
from yigai.model.plan import Plan
from yigai.reports.data import check_data
from yigai.reports.text import check_text
from yigai.values.provision import ProvisionPath

AS_OF = pendulum.Date(2024, 6, 30)
LEVELS = {"nation": "national", "province": "province", "city": "city", "county": "county"}
CITES = {"province": "nation", "city": "province", "county": "city"}
SHARE = (
    "{{id: share, kind: target, summary: 电子凭证, indicator: e-voucher-coverage, "
    "comparator: '>=', value: '{}', unit: '%'}}"
)
REVIEW = (
    "{{id: review, kind: duty, summary: 评估, topic: price-review, every: {{times: 1, per: {}, unit: year}}}}"
)
BAN = "{id: ban, kind: prohibition, summary: 不得下达指标, topic: income-quota}"


def document(
    name: str, *statements: str, cites: str | None = "", owners: str = "[]", rules: str = "[]"
) -> Plan:
    """A document of the chain whose one task, 1, makes these statements; it cites the one above it."""
    above = CITES.get(name) if cites == "" else cites
    cited = f"[{{title: {above} 的任务, id: {above}}}]" if above else "[]"
    listed = "".join(f"\n      - {statement}" for statement in statements)
    return read_yaml(
        f"""\
format: yigai-plan/1
document: {{id: {name}, title: {name} 的任务, kind: plan, level: {LEVELS[name]}, year: 2024, cites: {cited}}}
standing_rules: {rules}
tasks:
  - path: "1"
    label: 一
    title: 第一项
    responsibilities: {owners}
    statements:{listed or " []"}
""",
        Plan,
    )


def links(lower: str, upper: str, *pairs: tuple[str, str], basis: str = "printed") -> Alignment:
    ends = [("1", "1"), *((f"1/{below}", f"1/{above}") for below, above in pairs)]
    listed = "".join(f"\n  - {{from: {below!r}, to: {above!r}}}" for below, above in ends)
    return read_yaml(
        f"""\
format: yigai-alignment/1
lower: {lower}
upper: {upper}
basis: {basis}
depth: statements
author: tester
links:{listed}
""",
        Alignment,
    )


ALL_LINKS = tuple(
    links(lower, upper)
    for lower, upper in (
        ("county", "city"),
        ("county", "province"),
        ("county", "nation"),
        ("city", "province"),
        ("province", "nation"),
    )
)


def checked(*chain: Plan, alignments: tuple[Alignment, ...] | None = None) -> CheckReport:
    """The last document against all before it, which are given from the nation down."""
    *above, plan = chain
    names = {each.id for each in chain}
    fitting = tuple(each for each in ALL_LINKS if {each.lower, each.upper} <= names)
    return check(plan, against=above, links=fitting if alignments is None else alignments, as_of=AS_OF)


def found(report: CheckReport, rule: str) -> Mapping[str, Finding]:
    """The findings of a rule by the document above that they are about."""
    findings = [finding for finding in report.findings if finding.rule == rule]
    by_upper = {str(finding.upper): finding for finding in findings}
    assert len(by_upper) == len(findings)
    return by_upper


def outcome_of(report: CheckReport, address: str) -> Outcome:
    (outcome,) = (verdict.outcome for verdict in report.verdicts if verdict.requirement == address)
    return outcome


def prints_of(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.fingerprint for finding in findings]


class TestTheProvinceAsksMore:
    """The nation asks 70 %, the province 80 %: each is judged by itself."""

    @pytest.mark.parametrize(
        ("mine", "nation", "province"),
        [
            ("85", Outcome.EXCEEDED, Outcome.EXCEEDED),
            ("80", Outcome.EXCEEDED, Outcome.SATISFIED),
            ("75", Outcome.EXCEEDED, Outcome.DEVIATES),
            ("70", Outcome.SATISFIED, Outcome.DEVIATES),
            ("60", Outcome.DEVIATES, Outcome.DEVIATES),
        ],
    )
    def test_each_has_its_own_verdict(self, mine: str, nation: Outcome, province: Outcome) -> None:
        report = checked(
            document("nation", SHARE.format(70)),
            document("province", SHARE.format(80)),
            document("county", SHARE.format(mine)),
        )
        assert outcome_of(report, "nation#1/share") is nation
        assert outcome_of(report, "province#1/share") is province
        assert len(report.verdicts) == 2

    def test_a_finding_says_that_the_nation_is_kept(self) -> None:
        report = checked(
            document("nation", SHARE.format(70)),
            document("province", SHARE.format(80)),
            document("county", SHARE.format(75)),
        )
        ((upper, finding),) = found(report, "YG-TGT-001").items()
        assert upper == "province"
        (elsewhere,) = finding.elsewhere
        assert elsewhere.address == "nation#1/share"
        assert elsewhere.verdict is not None
        assert elsewhere.verdict.outcome is Outcome.EXCEEDED  # the province tightens it
        assert (elsewhere.outcome, elsewhere.is_same_gap) == (Outcome.EXCEEDED, False)
        assert "nation#1/share  此条加严它  本计划对它：超过" in check_text(report)
        assert "nation#1/share  this tightens it  the plan there: exceeded" in check_text(report, "en")

    def test_one_answer_too_weak_for_both_is_two_findings_and_one_gap(self) -> None:
        report = checked(
            document("nation", SHARE.format(70)),
            document("province", SHARE.format(80)),
            document("county", SHARE.format(60)),
        )
        weaker = found(report, "YG-TGT-001")
        assert list(weaker) == ["nation", "province"]
        for name, other in (("nation", "province"), ("province", "nation")):
            (elsewhere,) = weaker[name].elsewhere
            assert (elsewhere.address, elsewhere.is_same_gap) == (f"{other}#1/share", True)
        assert weaker["nation"].fingerprint != weaker["province"].fingerprint
        text = check_text(report)
        assert "province#1/share  加严此条  同一缺口" in text
        assert "nation#1/share  此条加严它  同一缺口" in text


class TestTheProvinceAsksTheSameOrLess:
    """What the province does with what the nation asks is told in words, and changes nothing."""

    @pytest.mark.parametrize(
        ("province", "zh", "en"),
        [
            ("70", "重申此条", "restates this"),
            ("80", "加严此条", "tightens this"),
            ("60", "偏离此条", "deviates from this"),
        ],
    )
    def test_it_is_told(self, province: str, zh: str, en: str) -> None:
        report = checked(
            document("nation", SHARE.format(70)),
            document("province", SHARE.format(province)),
            document("county", SHARE.format(50)),
        )
        assert zh in check_text(report)
        assert en in check_text(report, "en")
        assert outcome_of(report, "nation#1/share") is Outcome.DEVIATES

    def test_a_weaker_province_excuses_nobody(self) -> None:
        report = checked(
            document("nation", SHARE.format(70)),
            document("province", SHARE.format(60)),
            document("county", SHARE.format(60)),
        )
        assert outcome_of(report, "province#1/share") is Outcome.SATISFIED
        ((upper, finding),) = found(report, "YG-TGT-001").items()
        assert (upper, finding.severity) == ("nation", Severity.ERROR)


class TestNobodyAnswers:
    def test_a_missing_answer_is_one_gap_only_where_an_alignment_joins_the_two(self) -> None:
        chain = (
            document("nation", REVIEW.format(1)),
            document("province", REVIEW.format(1)),
            document("county"),
        )
        missing = found(checked(*chain), "YG-COV-001")
        assert [finding.elsewhere[0].address for finding in missing.values()] == [
            "province#1/review",
            "nation#1/review",
        ]
        assert all(finding.elsewhere[0].is_same_gap for finding in missing.values())
        apart = checked(*chain, alignments=(links("county", "nation"), links("county", "province")))
        assert [finding.elsewhere for finding in found(apart, "YG-COV-001").values()] == [(), ()]
        assert prints_of(apart.findings) == prints_of(checked(*chain).findings)

    def test_what_nobody_has_aligned_is_no_gap(self) -> None:
        chain = (
            document("nation", REVIEW.format(1)),
            document("province", REVIEW.format(1)),
            document("county"),
        )
        report = checked(*chain, alignments=(links("province", "nation"),))
        unjudged = found(report, "YG-COV-005")
        assert [each.elsewhere[0].is_same_gap for each in unjudged.values()] == [False, False]

    def test_two_missing_of_one_document_are_never_one_gap(self) -> None:
        other = REVIEW.format(1).replace("id: review", "id: other").replace("price-review", "drug-review")
        report = checked(
            document("nation", REVIEW.format(1), other), document("province"), document("county")
        )
        missing = [finding for finding in report.findings if finding.rule == "YG-COV-001"]
        assert [finding.elsewhere for finding in missing] == [(), ()]

    def test_kept_in_the_province_and_silent_to_the_nation(self) -> None:
        """A link leads to the province's statement only; a verdict never follows from another."""
        report = checked(
            document("nation", REVIEW.format(1)),
            document("province", REVIEW.format(1)),
            document("county", REVIEW.format(1)),
            alignments=(links("county", "province"), links("province", "nation")),
        )
        assert outcome_of(report, "province#1/review") is Outcome.SATISFIED
        assert outcome_of(report, "nation#1/review") is Outcome.NOT_EVALUATED
        (elsewhere,) = found(report, "YG-COV-005")["nation"].elsewhere
        assert elsewhere.address == "province#1/review"
        assert (elsewhere.outcome, elsewhere.is_same_gap) == (Outcome.SATISFIED, False)
        assert "restates this  the plan there: satisfied" not in check_text(
            report, "en"
        )  # only counted there
        (data,) = (each for each in check_data(report)["findings"] if each["rule"] == "YG-COV-005")
        assert data["elsewhere"] == [
            {
                "address": "province#1/review",
                "verdict": {
                    "requirement": "nation#1/review",
                    "claim": "province#1/review",
                    "outcome": "SATISFIED",
                    "deviations": [],
                    "reasons": [],
                },
                "outcome": "SATISFIED",
                "is_same_gap": False,
            }
        ]


class TestOneAnswerAndNoAlignmentAbove:
    def test_the_same_answer_joins_two_findings(self) -> None:
        report = checked(
            document("nation", REVIEW.format(1)),
            document("province", REVIEW.format(1)),
            document("county", REVIEW.format(2)),
            alignments=(links("county", "nation"), links("county", "province")),
        )
        weaker = found(report, "YG-TGT-001")
        assert weaker["nation"].elsewhere == (
            Elsewhere(address="province#1/review", outcome=Outcome.DEVIATES, is_same_gap=True),
        )
        assert "province#1/review  同一缺口" in check_text(report)

    def test_two_weak_answers_are_two_gaps(self) -> None:
        """An alignment joins what is asked; but each is answered by another statement of the plan."""
        again = (
            REVIEW.format(3).replace("id: review", "id: again").replace("topic: price", "topic: yearly-price")
        )
        report = checked(
            document("nation", REVIEW.format(1)),
            document("province", again.replace("per: 3", "per: 1")),
            document("county", REVIEW.format(2), again),
            alignments=(
                links("county", "nation"),
                links("county", "province"),
                links("province", "nation", ("again", "review")),
            ),
        )
        weaker = found(report, "YG-TGT-001")
        assert (weaker["nation"].subject, weaker["province"].subject) == ("county#1/review", "county#1/again")
        assert [each.elsewhere[0].is_same_gap for each in weaker.values()] == [False, False]


class TestFourDocuments:
    chain = (
        document("nation", SHARE.format(70), REVIEW.format(1), BAN),
        document("province", SHARE.format(80), REVIEW.format(1)),
        document("city", SHARE.format(80), REVIEW.format(2)),
        document("county", SHARE.format(75)),
    )

    def test_every_statement_of_every_document_has_one_verdict(self) -> None:
        report = checked(*self.chain)
        assert [verdict.requirement for verdict in report.verdicts] == [
            "nation#1/share", "nation#1/review", "nation#1/ban",
            "province#1/share", "province#1/review",
            "city#1/share", "city#1/review",
        ]  # fmt: skip
        assert {str(finding.upper) for finding in report.findings if finding.requirement} == {
            "nation",
            "province",
            "city",
        }
        for finding in report.findings:
            assert (
                finding.upper is None
                or finding.requirement is None
                or finding.requirement.startswith(finding.upper)
            )

    def test_the_middle_document_is_told_of_both_its_neighbours(self) -> None:
        missing = found(checked(*self.chain), "YG-COV-001")
        told = {name: [each.address for each in finding.elsewhere] for name, finding in missing.items()}
        assert told == {
            "nation": ["province#1/review"],
            "province": ["nation#1/review", "city#1/review"],
            "city": ["province#1/review"],
        }

    def test_a_prohibition_of_the_nation_binds_through_every_level(self) -> None:
        reminder = found(checked(*self.chain), "YG-COV-006")
        assert list(reminder) == ["nation"]
        assert reminder["nation"].severity is Severity.INFO

    def test_alignments_between_uppers_change_no_verdict_and_no_count(self) -> None:
        own = tuple(each for each in ALL_LINKS if each.lower == "county")
        alone, all_of_them = checked(*self.chain, alignments=own), checked(*self.chain)
        assert alone.verdicts == all_of_them.verdicts
        assert alone.outcomes() == all_of_them.outcomes()
        assert prints_of(alone.findings) == prints_of(all_of_them.findings)

    @pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
    def test_the_order_of_the_documents_decides_only_the_order_of_the_report(
        self, order: tuple[int, ...]
    ) -> None:
        *above, county = self.chain
        usual, other = checked(*self.chain), checked(*(above[place] for place in order), county)
        assert set(prints_of(other.findings)) == set(prints_of(usual.findings))
        mine = {finding.fingerprint: finding.elsewhere for finding in other.findings}
        for finding in usual.findings:
            assert set(mine[finding.fingerprint]) == set(finding.elsewhere)

    def test_the_text_names_every_upper_document_in_both_languages(self) -> None:
        report = checked(*self.chain)
        for lang in ("zh", "en"):
            text = check_text(report, lang)
            for name in ("nation", "province", "city"):
                assert f"{'结论' if lang == 'zh' else 'Verdicts'}  {name}" in text


class TestAlignments:
    chain = TestFourDocuments.chain

    @pytest.mark.parametrize("ends", [("county", "nation"), ("province", "nation"), ("nation", "city")])
    def test_any_two_of_the_documents_may_be_aligned(self, ends: tuple[str, str]) -> None:
        report = checked(*self.chain, alignments=(links(*ends),))
        assert [each.id for each in report.links] == ["--".join(ends)]

    @pytest.mark.parametrize("ends", [("nation", "county"), ("nation", "nation"), ("county", "elsewhere")])
    def test_but_none_to_the_plan_itself_or_to_a_stranger(self, ends: tuple[str, str]) -> None:
        with pytest.raises(UnknownName, match="city -> nation, city -> province, county -> city"):
            checked(*self.chain, alignments=(links(*ends),))

    def test_a_dangling_link_between_two_uppers_is_found(self) -> None:
        report = checked(*self.chain, alignments=(links("province", "nation", ("reveiw", "review")),))
        (finding,) = (each for each in report.findings if each.rule == "YG-REF-005")
        assert (finding.subject, finding.upper) == ("province#1/reveiw", "nation")

    def test_the_catalogues_own_joins_uppers_too(self) -> None:

        uppers = [store.plan("national-2023h2"), store.plan("nanchang-2021")]
        report = check(document("county", cites=None), against=uppers, as_of=AS_OF)
        assert [each.id for each in report.links] == ["nanchang-2021--national-2023h2"]


class TestStandingRules:
    """A standing rule adds owners to the later tasks of its own document, and decides nothing else."""

    rules = "[{from: '1', adds: [{agency: 各市财政局, function: finance}]}]"

    def with_second(self, name: str, **parts: str) -> Plan:
        first = document(name, SHARE.format(70), **parts)
        second = attrs.evolve(document(name, REVIEW.format(1)).tasks[0], path=ProvisionPath("2"))
        return attrs.evolve(first, tasks=(*first.tasks, second))

    def test_an_upper_documents_rule_gives_owners_to_its_own_tasks_only(self) -> None:
        nation = self.with_second("nation", rules=self.rules)
        province = self.with_second("province")
        report = check(document("county"), against=[nation, province], links=[], as_of=AS_OF)
        owners = {each["requirement"]: each["owners"] for each in check_data(report)["verdicts"]}
        added = [{"agency": "各市财政局", "function": "finance", "role": "unspecified"}]
        assert owners == {
            "nation#1/share": [],
            "nation#2/review": added,
            "province#1/share": [],
            "province#2/review": [],
        }

    def test_it_does_not_set_the_addressee(self) -> None:
        nation = self.with_second("nation", rules=self.rules)
        county = document("county")
        report = check(county, against=[nation], links=[links("county", "nation")], as_of=AS_OF)
        assert {verdict.outcome for verdict in report.verdicts} == {Outcome.MISSING}

    def test_an_owner_it_adds_is_an_owner_above(self) -> None:
        """A function that only a standing rule names above is missed here like one that is printed there."""
        health = "[{agency: 县卫生健康局, function: health}]"
        county = document("county", SHARE.format(70), owners=health)
        joined = read_yaml(
            """\
format: yigai-alignment/1
lower: county
upper: nation
basis: printed
depth: tasks
author: tester
links: [{from: "1", to: "2"}]
""",
            Alignment,
        )
        for rules, names in ((self.rules, ["finance"]), ("[]", [])):
            nation = self.with_second("nation", rules=rules, owners=health)
            report = check(county, against=[nation], links=[joined], as_of=AS_OF)
            absent = [each for each in report.findings if each.rule == "YG-AGY-006"]
            assert [(each.expected, each.upper) for each in absent] == [(name, "nation") for name in names]


class TestTheHead:
    """What limits the comparison is said of the document it limits."""

    chain = TestFourDocuments.chain

    def limits(self, *chain: Plan, **parts: tuple[Alignment, ...]) -> list[str]:
        return [limit.en for limit in checked(*chain, **parts).limits]

    def test_each_limit_names_its_document(self) -> None:
        told = self.limits(*self.chain)
        assert "nation: the alignment is by tester, as printed; down to statements" in told
        assert "province → nation: the alignment is by tester, as printed; down to statements" in told

    def test_with_one_document_nothing_is_repeated(self) -> None:
        told = self.limits(self.chain[2], self.chain[3])
        assert "the alignment is by tester, as printed; down to statements" in told

    def test_a_chain_of_citations_is_told_as_one(self) -> None:
        told = self.limits(*self.chain)
        assert "the plan cites nation only by way of city, province" in told
        assert "the plan cites province only by way of city" in told
        assert not any("does not cite" in limit for limit in told)

    def test_a_broken_chain_is_none(self) -> None:
        nation, _, *below = self.chain
        told = self.limits(nation, document("province", cites=None), *below)
        assert "the plan does not cite nation" in told
        assert "the plan cites province only by way of city" in told

    def test_documents_that_cite_each_other_lead_nowhere_else(self) -> None:
        told = self.limits(
            self.chain[0],
            document("province", cites="city"),
            document("city", cites="province"),
            self.chain[3],
        )
        assert "the plan does not cite nation" in told

    def test_what_an_upper_document_cites_and_nobody_holds_is_told_with_its_title(self) -> None:
        nation, province, _, county = self.chain
        told = self.limits(nation, province, document("city", cites="elsewhere"), county)
        assert "documents city cites that the catalogue does not hold: 1 (elsewhere 的任务)" in told
        zh = [
            limit.zh
            for limit in checked(nation, province, document("city", cites="elsewhere"), county).limits
        ]
        assert "city 所引文件有 1 份不在目录中：《elsewhere 的任务》" in zh

    def test_a_title_without_an_id_is_known_when_it_is_that_of_a_document_given(self) -> None:
        text = "- {title: nation 的任务}"
        province = read_yaml(
            f"""\
format: yigai-plan/1
document:
  id: province
  title: province 的任务
  kind: plan
  level: province
  cites:
    {text}
    - {{title: 深化医药卫生体制改革2023年下半年重点工作任务}}
""",
            Plan,
        )
        told = self.limits(self.chain[0], province, self.chain[3], alignments=())
        assert not any("does not hold" in limit for limit in told if "province" in limit)


@pytest.mark.parametrize("rule", ["YG-TIM-001", "YG-TIM-002", "YG-SRC-001", "YG-TRK-001"])
def test_a_finding_about_the_plan_beside_one_document_names_that_document(rule: str) -> None:

    names = ("national-2023h2", "national-2023h2-interpretation", "jilin-consortium-2021-draft")
    county = document("county", cites=None)
    report = check(
        county, against=[store.plan(name) for name in names], as_of=AS_OF, config=Config(select=(rule,))
    )
    assert report.findings
    for finding in report.findings:
        assert finding.upper in names
        assert str(finding.upper) in finding.message.zh
        assert str(finding.upper) in finding.message.en
