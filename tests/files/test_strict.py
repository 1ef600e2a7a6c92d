"""Each kind of fault is refused where it stands, with what was found, what was expected and a hint.

A case is JSON text with the sign » before every fault; JSON is YAML too, so both readers must tell the
same. What only YAML can say, and how the two differ, is tested below the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from yigai.errors import Text, in_language
from yigai.files.faults import Fault, FileFaults
from yigai.files.formats import AgenciesFile, VocabularyFile, read_json, read_yaml
from yigai.model import Alignment, Plan

Told = tuple[str, str, str, str]
"""The field, found, expected and hint of a fault, in English."""
Read = Callable[..., Any]

EACH_READER = pytest.mark.parametrize("read", [read_yaml, read_json])
CHINESE = re.compile("[一-鿿]")

DOCUMENT = '"document": {"id": "p", "title": "计划", "kind": "plan", "level": "city"}'
TASK_KEYS = "one of path, label, title, text, responsibilities, cites, statements"
DOCUMENT_KEYS = (
    "one of id, title, kind, level, region, region_name, zones, issuers, status, issued_on, published_on, "
    "year, number, evidence, excerpt, cites"
)
DUTY_KEYS = (
    "one of kind, id, summary, topic, every, force, softener, addressee, population, due, evidence, note, "
    "doubt"
)
FORCES = "one of require, stated, promote, encourage, explore, permit"
MECHANISMS = (
    "one of drg, dip, case-price, per-diem, capitation, fee-for-service, global-budget, surplus-retention, "
    "overrun-sharing, special-case-review, tcm-disease, procurement-surplus-retention, price-adjustment, "
    "negotiation, fund-supervision, fund-bundling, other"
)
SLUG = "an identifier of lower-case letters, digits and hyphens, like price-review"
NUMBER = 'a number in ASCII digits such as "70", "41.996" or "1:1.6"'
DATE = 'a date such as "2023-07-24"'
DUE = 'a date "2023-12-31", "2023-12" or "2023"'
PATH = "a provision path such as '3.12' or 'preamble'"
REGION = "a division code as text: six ASCII digits, the first two not 00, such as '441600'"
UNIVERSAL = "full coverage without a printed figure is target_kind: universal"
EVERY = "regular or {times: 1, per: 1, unit: year}"


def plan(*parts: str) -> str:
    """A plan file of these parts, each on lines of its own."""
    return '{"format": "yigai-plan/1",\n' + ",\n".join(parts) + "}\n"


def document(*fields: str, level: str = "city") -> str:
    """A plan whose document has these fields besides what it must have."""
    must = f'"id": "p", "title": "计划", "kind": "plan", "level": "{level}"'
    return plan('"document": {' + ",\n  ".join([must, *fields]) + "}")


def statement(*statements: str) -> str:
    """A plan with one task of these statements."""
    listed = ",\n   ".join(statements)
    return plan(DOCUMENT, f'"tasks": [{{"path": "1", "statements": [\n   {listed}]}}]')


def duty(*fields: str) -> str:
    """A duty with these fields besides what it must have."""
    return '{"kind": "duty", "id": "d", "summary": "做", ' + ", ".join(['"topic": "t"', *fields]) + "}"


def target(*fields: str) -> str:
    """A target with these fields besides its name."""
    return '{"kind": "target", "id": "t", "summary": "达", ' + ", ".join(['"indicator": "i"', *fields]) + "}"


def mechanism(*fields: str) -> str:
    """A mechanism with these fields besides its name."""
    return ", ".join(['{"kind": "mechanism", "id": "m", "summary": "行"', *fields]) + "}"


def alignment(*links: str) -> str:
    """An alignment of these links."""
    head = '{"format": "yigai-alignment/1", "lower": "a", "upper": "b", "basis": "topical", "depth": "tasks",'
    return head + ' "author": "我", "links": [\n ' + ",\n ".join(links) + "]}"


def vocabulary(*parts: str) -> str:
    """A vocabulary of these parts."""
    return '{"format": "yigai-vocabulary/1", ' + ", ".join(parts) + "}"


def agencies(*members: str) -> str:
    """A file of these agencies."""
    return '{"format": "yigai-agencies/1", "agencies": [' + ", ".join(members) + "]}"


S0 = "tasks[0].statements[0]"
CASES: dict[str, tuple[str, list[Told]]] = {
    # keys
    "key twice": (
        document('"region": "441600"', '»"region": "441600"'),
        [("document.region", "region again", "each key once (line 3 has it)", "")],
    ),
    "unknown key in the file": (
        plan(DOCUMENT, '»"taks": []'),
        [
            (
                "taks",
                "unknown key taks",
                "one of document, sections, standing_rules, indicators, populations, tasks, payment_rules",
                "did you mean 'tasks'?",
            )
        ],
    ),
    "unknown key in the document": (
        document('»"staus": "issued"'),
        [("document.staus", "unknown key staus", DOCUMENT_KEYS, "did you mean 'status'?")],
    ),
    "unknown key in a task": (
        plan(DOCUMENT, '"tasks": [{"path": "1", »"titel": "题"}]'),
        [("tasks[0].titel", "unknown key titel", TASK_KEYS, "did you mean 'title'?")],
    ),
    "unknown key in a statement": (
        statement(duty('»"forces": "require"')),
        [(f"{S0}.forces", "unknown key forces", DUTY_KEYS, "did you mean 'force'?")],
    ),
    "key of another kind of statement": (
        statement(duty('»"value": "70"')),
        [(f"{S0}.value", "unknown key value", DUTY_KEYS, "")],
    ),
    "unknown key in a deadline": (
        statement(duty('"due": {»"dates": "2023", "unresolved": "无"}')),
        [
            (
                f"{S0}.due.dates",
                "unknown key dates",
                "one of date, printed, basis, unresolved",
                "did you mean 'date'?",
            )
        ],
    ),
    "unknown key in a year": (
        document('"year": {"value": 2023, »"infered": "推"}'),
        [
            (
                "document.year.infered",
                "unknown key infered",
                "one of value, inferred",
                "did you mean 'inferred'?",
            )
        ],
    ),
    "unknown key in a frequency": (
        statement(duty('"every": {"times": 1, "unit": "year", »"pre": 2}')),
        [(f"{S0}.every.pre", "unknown key pre", "one of times, per, unit", "did you mean 'per'?")],
    ),
    "unknown key beside any_of": (
        statement(mechanism('"mechanism": {"any_of": ["drg"], »"anyof": ["dip"]}')),
        [(f"{S0}.mechanism.anyof", "unknown key anyof", "one of any_of", "did you mean 'any_of'?")],
    ),
    "no any_of": (
        statement(mechanism('»"mechanism": {}')),
        [(f"{S0}.mechanism", "no any_of", "dip or {any_of: [drg, dip]}", "")],
    ),
    "no title": (
        plan('»"document": {"id": "p", "kind": "plan", "level": "city"}'),
        [("document", "no title", "the key title", "")],
    ),
    "no path": (
        plan(DOCUMENT, '"tasks": [»{"title": "题"}]'),
        [("tasks[0]", "no path", "the key path", "")],
    ),
    "no from": (
        plan(DOCUMENT, '"standing_rules": [»{"adds": []}]'),
        [("standing_rules[0]", "no from", "the key from", "")],
    ),
    "no value of a year": (
        document('»"year": {"inferred": "推"}'),
        [("document.year", "no value", "the key value", "")],
    ),
    "no kind": (
        statement('»{"id": "d", "summary": "做", "topic": "t"}'),
        [(S0, "no kind", "one of duty, target, mechanism, prohibition", "")],
    ),
    # types
    "list for text": (
        document('»"region_name": ["河源"]'),
        [("document.region_name", "a list", "text", "")],
    ),
    "mapping for text": (
        plan('"document": {"id": "p", »"title": {"zh": "题"}, "kind": "plan", "level": "city"}'),
        [("document.title", "a mapping", "text", "")],
    ),
    "nothing for text": (
        plan('"document": {"id": "p", »"title": null, "kind": "plan", "level": "city"}'),
        [("document.title", "nothing", "text", "")],
    ),
    "only spaces for text": (
        plan('"document": {"id": "p", »"title": "  ", "kind": "plan", "level": "city"}'),
        [("document.title", "'  '", "some text", "")],
    ),
    "text for a list": (document('»"issuers": "市政府"'), [("document.issuers", "'市政府'", "a list", "")]),
    "nothing for a list": (plan(DOCUMENT, '»"tasks": null'), [("tasks", "nothing", "a list", "")]),
    "mapping for a list": (plan(DOCUMENT, '»"tasks": {}'), [("tasks", "a mapping", "a list", "")]),
    "text for a task": (
        plan(DOCUMENT, '"tasks": [»"1.1"]'),
        [("tasks[0]", "'1.1'", TASK_KEYS.replace("one of", "a mapping with"), "")],
    ),
    "text for a statement": (
        statement('»"做"'),
        [(S0, "'做'", "a mapping with its kind", "")],
    ),
    "text for a truth": (
        plan(
            DOCUMENT,
            '"indicators": [{"id": "i", "name": "名", "better": "up", "kind": "share",\n'
            ' »"aggregatable": "yes"}]',
        ),
        [("indicators[0].aggregatable", "'yes'", "true or false", "")],
    ),
    "text for a whole number": (
        statement(duty('"every": {»"times": "two", "unit": "year"}')),
        [(f"{S0}.every.times", "'two'", "a whole number", "")],
    ),
    "not a whole number": (
        statement(duty('"every": {»"times": 1.5, "unit": "year"}')),
        [(f"{S0}.every.times", "'1.5'", "a whole number", "")],
    ),
    "a whole number below one": (
        statement(duty('"every": {»"times": 0, "unit": "year"}')),
        [(f"{S0}.every.times", "0", "a whole number of at least 1", "")],
    ),
    "text for a frequency": (
        statement(duty('»"every": "year"')),
        [(f"{S0}.every", "'year'", EVERY, "")],
    ),
    "list for a frequency": (statement(duty('»"every": []')), [(f"{S0}.every", "a list", EVERY, "")]),
    "list for a mechanism": (
        statement(mechanism('»"mechanism": ["drg", "dip"]')),
        [(f"{S0}.mechanism", "a list", "dip or {any_of: [drg, dip]}", "put it under any_of")],
    ),
    "text under any_of": (
        statement(mechanism('"mechanism": {»"any_of": "drg"}')),
        [(f"{S0}.mechanism.any_of", "'drg'", "a list", "")],
    ),
    "list for a word": (statement(duty('»"force": ["require"]')), [(f"{S0}.force", "a list", FORCES, "")]),
    "list for a deadline": (statement(duty('»"due": ["2023"]')), [(f"{S0}.due", "a list", "text", "")]),
    # words
    "unknown word": (
        statement(duty('»"force": "requier"')),
        [(f"{S0}.force", "'requier'", FORCES, "did you mean 'require'?")],
    ),
    "unknown word like none": (statement(duty('»"force": "强烈"')), [(f"{S0}.force", "'强烈'", FORCES, "")]),
    "unknown word in a list": (
        statement(duty('"addressee": ["city", »"town"]')),
        [(f"{S0}.addressee[1]", "'town'", "one of national, province, city, county, institution", "")],
    ),
    "unknown words under any_of": (
        statement(mechanism('"mechanism": {"any_of": [»"drgs", "dip", »"tcm"]}')),
        [
            (f"{S0}.mechanism.any_of[0]", "'drgs'", MECHANISMS, "did you mean 'drg'?"),
            (f"{S0}.mechanism.any_of[2]", "'tcm'", MECHANISMS, ""),
        ],
    ),
    "unknown basis": (
        statement(duty('"due": {"date": "2023", »"basis": "sentense"}')),
        [(f"{S0}.due.basis", "'sentense'", "one of printed, sentence, section", "did you mean 'sentence'?")],
    ),
    "unknown kind": (
        statement('{»"kind": "targets", "id": "t"}'),
        [
            (
                f"{S0}.kind",
                "'targets'",
                "one of duty, target, mechanism, prohibition",
                "did you mean 'target'?",
            )
        ],
    ),
    "list for a kind": (
        statement('{»"kind": ["duty"], "id": "t"}'),
        [(f"{S0}.kind", "a list", "one of duty, target, mechanism, prohibition", "")],
    ),
    # small values
    "id with capitals": (
        plan('"document": {»"id": "Heyuan 2023", "title": "题", "kind": "plan", "level": "city"}'),
        [("document.id", "'Heyuan 2023'", SLUG, "")],
    ),
    "path of words": (
        plan(DOCUMENT, '"tasks": [{»"path": "二（十）"}]'),
        [("tasks[0].path", "'二（十）'", PATH, "")],
    ),
    "path in full-width digits": (
        plan(DOCUMENT, '"tasks": [{»"path": "２"}]'),
        [("tasks[0].path", "'２'", PATH, "")],
    ),
    "region with five digits": (document('»"region": "44160"'), [("document.region", "'44160'", REGION, "")]),
    "region of the nation": (
        document('"region": "441600"', level="national").replace('"document"', '»"document"'),
        [("document", "441600", "no region on a national document", "")],
    ),
    "document number without a bracket": (
        document('»"number": "国办发〔202214号"'),
        [
            (
                "document.number",
                "'国办发〔202214号'",
                "a document number, such as '国办发〔2022〕14号'",
                "the closing bracket 〕 after the year is missing",
            )
        ],
    ),
    "day that is not": (
        document('»"issued_on": "2023-02-30"'),
        [("document.issued_on", "'2023-02-30'", DATE, "")],
    ),
    "month for a day": (document('»"issued_on": "2023-02"'), [("document.issued_on", "'2023-02'", DATE, "")]),
    "list for a day": (document('»"issued_on": []'), [("document.issued_on", "a list", DATE, "")]),
    "due month that is not": (statement(duty('»"due": "2023-13"')), [(f"{S0}.due", "'2023-13'", DUE, "")]),
    "due in words": (statement(duty('»"due": "年底前"')), [(f"{S0}.due", "'年底前'", DUE, "")]),
    "due date in words": (
        statement(duty('"due": {»"date": "年底前", »"printed": []}')),
        [(f"{S0}.due.date", "'年底前'", DUE, ""), (f"{S0}.due.printed", "a list", "text", "")],
    ),
    "due date and unresolved": (
        statement(duty('»"due": {"date": "2023", "unresolved": "无"}')),
        [(f"{S0}.due", "both", "exactly one of date and unresolved", "")],
    ),
    "neither due date nor unresolved": (
        statement(duty('»"due": {"printed": "年内"}')),
        [(f"{S0}.due", "neither", "exactly one of date and unresolved", "")],
    ),
    "year of five digits": (
        document('»"year": 20233'),
        [("document.year", "20233", "a year of four digits", "")],
    ),
    "year in full-width digits": (
        document('»"year": "２０２３"'),
        [("document.year", "'２０２３'", "a whole number", "")],
    ),
    "year with a fraction": (
        document('»"year": 2023.0'),
        [("document.year", "'2023.0'", "a whole number", "")],
    ),
    "baseline's year": (
        statement(target('"comparator": ">="', '"value": "1"', '"baseline": {"value": "1", »"year": 23}')),
        [(f"{S0}.baseline.year", "23", "a year of four digits", "")],
    ),
    # figures
    "range upside down": (
        statement("»" + target('"comparator": "range"', '"value": "3"', '"upper": "2"')),
        [(S0, "3 to 2", "a range whose upper end is not below its value", "")],
    ),
    "range of a ratio and a number": (
        statement("»" + target('"comparator": "range"', '"value": "1"', '"upper": "1:2"')),
        [(S0, "1 to 1:2", "a range whose upper end is not below its value", "")],
    ),
    "range without upper": (
        statement("»" + target('"comparator": "range"', '"value": "2"')),
        [(S0, "no upper", "upper on a range, and only there", "")],
    ),
    "upper without a range": (
        statement("»" + target('"comparator": ">="', '"value": "2"', '"upper": "3"')),
        [(S0, "upper 3", "upper on a range, and only there", "")],
    ),
    "universal with a figure": (
        statement("»" + target('"target_kind": "universal"', '"value": "100"', '"unit": "%"')),
        [(S0, "100 %", "no figure on a universal target", "")],
    ),
    "universal with a comparator": (
        statement("»" + target('"target_kind": "universal"', '"comparator": ">="')),
        [(S0, "a figure", "no figure on a universal target", "")],
    ),
    "comparator without value": (
        statement("»" + target('"comparator": ">="')),
        [(S0, "no value", "a comparator and a value", UNIVERSAL)],
    ),
    "value without comparator": (
        statement("»" + target('"value": "70"')),
        [(S0, "no comparator", "a comparator and a value", UNIVERSAL)],
    ),
    "a mechanism twice": (
        statement("»" + mechanism('"mechanism": {"any_of": ["drg", "drg"]}')),
        [(S0, "drg, drg", "one or several different mechanisms", "")],
    ),
    "no mechanism": (
        statement("»" + mechanism('"mechanism": {"any_of": []}')),
        [(S0, "none", "one or several different mechanisms", "")],
    ),
    # names that must be there once, or be there
    "path of a task twice": (
        plan(DOCUMENT, '"tasks": [{"path": "1"},\n {"path": "2"},\n {»"path": "1"}]'),
        [("tasks[2].path", "1", "a path not used before (entry 1 has it)", "")],
    ),
    "path of a section twice": (
        plan(DOCUMENT, '"sections": [{"path": "1", "title": "甲"}, {»"path": "1", "title": "乙"}]'),
        [("sections[1].path", "1", "a path not used before (entry 1 has it)", "")],
    ),
    "statement twice": (
        statement(duty(), duty().replace('"id"', '»"id"')),
        [("tasks[0].statements[1].id", "d", "an id not used before (entry 1 has it)", "")],
    ),
    "indicator twice": (
        plan(
            DOCUMENT,
            '"indicators": [{"id": "i", "name": "名", "better": "up", "kind": "share"},\n'
            ' {»"id": "i", "name": "名", "better": "up", "kind": "share"}]',
        ),
        [("indicators[1].id", "i", "an id not used before (entry 1 has it)", "")],
    ),
    "population twice": (
        plan(DOCUMENT, '"populations": [{"id": "i", "name": "名"}, {»"id": "i", "name": "名"}]'),
        [("populations[1].id", "i", "an id not used before (entry 1 has it)", "")],
    ),
    "section not listed": (
        plan(
            DOCUMENT,
            '"sections": [{"path": "1", "title": "甲"}],\n"tasks": [{»"path": "2.1"}, {"path": "1.1"}]',
        ),
        [("tasks[0].path", "2.1", "2 listed in sections", "")],
    ),
    "standing rule of no task": (
        plan(DOCUMENT, '"tasks": [{"path": "12"}],\n"standing_rules": [{»"from": "112", "adds": []}]'),
        [("standing_rules[0].from", "112", "a task of this plan", "did you mean '12'?")],
    ),
    "population within itself": (
        plan(DOCUMENT, '"populations": [{"id": "i", "name": "名", »"within": "i"}]'),
        [("populations[0].within", "i", "a population that does not lead back to itself", "")],
    ),
    "populations in a circle": (
        plan(
            DOCUMENT,
            '"populations": [{"id": "outside", "name": "名", "within": "a"},\n'
            ' {"id": "a", "name": "名", »"within": "b"},\n {"id": "b", "name": "名", »"within": "a"}]',
        ),
        [
            ("populations[1].within", "b", "a population that does not lead back to itself", ""),
            ("populations[2].within", "a", "a population that does not lead back to itself", ""),
        ],
    ),
    # formats
    "no format": ("»{" + DOCUMENT + "}", [("format", "no format", "format: yigai-plan/1", "")]),
    "unknown format": (
        '{»"format": "plan", ' + DOCUMENT + "}",
        [("format", "'plan'", "format: yigai-plan/1", "")],
    ),
    "list for a format": (
        '{»"format": [], ' + DOCUMENT + "}",
        [("format", "a list", "format: yigai-plan/1", "")],
    ),
    "format of the future": (
        '{»"format": "yigai-plan/2", ' + DOCUMENT + "}",
        [
            (
                "format",
                "'yigai-plan/2'",
                "format: yigai-plan/1",
                "written for another version of yigai; upgrade it",
            )
        ],
    ),
    "another file of ours": (
        '{»"format": "yigai-alignment/1", ' + DOCUMENT + "}",
        [("format", "'yigai-alignment/1'", "format: yigai-plan/1", "this is a yigai-alignment file")],
    ),
    "only a list": ("»[1, 2]", [("", "a list", "a yigai-plan/1 file", "")]),
    "only a text": ('»"计划"', [("", "'计划'", "a yigai-plan/1 file", "")]),
}
LINKS: dict[str, tuple[str, list[Told]]] = {
    "link twice": (
        alignment('{"from": "1/a", "to": "2/b"}', '»{"from": "1/a", "to": "2/b", "extent": "partial"}'),
        [("links[1]", "1/a -> 2/b", "each pair linked once (link 1 has it)", "")],
    ),
    "link from a task to a statement": (
        alignment('»{"from": "1", "to": "2/b"}'),
        [("links[0]", "1 -> 2/b", "a task linked to a task, or a statement to a statement", "")],
    ),
    "contrary tasks": (
        alignment('»{"from": "1", "to": "2", "extent": "contrary"}'),
        [("links[0]", "contrary: 1 -> 2", "a contrary link between two statements", "")],
    ),
    "link to half a statement": (
        alignment('{"from": "1/a", »"to": "2/"}'),
        [("links[0].to", "'2/'", "a task 2.10 or a statement 2.10/dip-main", "")],
    ),
    "link to a statement with spaces": (
        alignment('{"from": "1/a", »"to": "2/b c"}'),
        [("links[0].to", "'b c'", SLUG, "")],
    ),
    "unknown key in a link": (
        alignment('{»"form": "1", "from": "1", "to": "2"}'),
        [
            (
                "links[0].form",
                "unknown key form",
                "one of from, to, extent, reason, doubt",
                "did you mean 'from'?",
            )
        ],
    ),
    "a plan": (
        plan(DOCUMENT).replace('"format"', '»"format"'),
        [("format", "'yigai-plan/1'", "format: yigai-alignment/1", "this is a yigai-plan file")],
    ),
    "a link twice beside other faults": (
        alignment(
            '»{"from": "1/a", "to": "2"}',
            '{"from": "1", "to": "2"}',
            '{"from": "1", »"to": 7.0, »"extent": "ful"}',
            '»{"from": "1", "to": "2"}',
        ),
        [
            ("links[0]", "1/a -> 2", "a task linked to a task, or a statement to a statement", ""),
            ("links[2].to", "'7.0'", PATH, ""),
            ("links[2].extent", "'ful'", "one of full, partial, contrary", "did you mean 'full'?"),
            ("links[3]", "1 -> 2", "each pair linked once (link 2 has it)", ""),
        ],
    ),
}
OTHERS: dict[str, tuple[str, list[Told]]] = {
    "indicator twice in a vocabulary": (
        vocabulary('"populations": [{"id": "i", "name": "名"}, {»"id": "i", "name": "名"}]'),
        [("populations[1].id", "i", "an id not used before (entry 1 has it)", "")],
    ),
    "unknown key in a vocabulary": (
        vocabulary('»"population": []'),
        [
            (
                "population",
                "unknown key population",
                "one of indicators, populations",
                "did you mean 'populations'?",
            )
        ],
    ),
}
AGENCY: tuple[str, list[Told]] = (
    agencies('{"name": "局", »"function": "helth", "level": "city", »"alias": []}'),
    [
        ("agencies[0].function", "'helth'", "", "did you mean 'health'?"),
        (
            "agencies[0].alias",
            "unknown key alias",
            "one of name, function, level, region, aliases",
            "did you mean 'aliases'?",
        ),
    ],
)


def faults_in(read: Read, text: str, cls: type[Any]) -> list[Fault]:
    """The faults of a text that must have some; none of them changes when they are asked for in Chinese."""
    with pytest.raises(FileFaults) as caught:
        read(text, cls, source="计划.yaml")
    faults = list(caught.value.faults)
    for fault in faults:
        said = fault.render("zh")
        assert said.startswith(f"计划.yaml:{fault.line}:{fault.column}: ")
        assert "发现 " in said
        assert "应为 " in said
        assert "\n" not in said
        for words in (fault.found, fault.hint):
            if isinstance(words, Text) and words.en:
                assert CHINESE.search(words.zh), words
    assert str(caught.value) == "\n".join(fault.render("en") for fault in faults)
    assert caught.value.render("zh").count("\n") == len(faults) - 1
    return faults


def places_marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its signs, and the line and column each sign stands at."""
    places = []
    for line, content in enumerate(text.split("\n"), start=1):
        for earlier, match in enumerate(re.finditer("»", content)):
            places.append((line, match.start() - earlier + 1))
    return text.replace("»", ""), places


def told(fault: Fault) -> Told:
    """What a fault says, in English."""
    return (fault.field, in_language(fault.found, "en"), fault.expected.en, fault.hint.en)


def check(read: Read, case: tuple[str, list[Told]], cls: type[Any]) -> None:
    """That reading the case tells its faults, each at its sign."""
    text, places = places_marked(case[0])
    faults = faults_in(read, text, cls)
    assert [told(fault) for fault in faults] == case[1]
    assert [(fault.line, fault.column) for fault in faults] == places


@EACH_READER
@pytest.mark.parametrize("name", CASES)
def test_fault_of_a_plan(name: str, read: Read) -> None:
    check(read, CASES[name], Plan)


@EACH_READER
@pytest.mark.parametrize("name", LINKS)
def test_fault_of_an_alignment(name: str, read: Read) -> None:
    if read is read_json and name == "a link twice beside other faults":
        text, faults = LINKS[name]
        told_by_json = ("links[2].to", "the number 7.0", "text", "put it in quotes")
        check(read, (text, [faults[0], told_by_json, *faults[2:]]), Alignment)
    else:
        check(read, LINKS[name], Alignment)


@EACH_READER
@pytest.mark.parametrize("name", OTHERS)
def test_fault_of_a_vocabulary(name: str, read: Read) -> None:
    check(read, OTHERS[name], VocabularyFile)


@EACH_READER
def test_faults_of_agencies(read: Read) -> None:
    text, places = places_marked(AGENCY[0])
    faults = faults_in(read, text, AgenciesFile)
    assert [(fault.line, fault.column) for fault in faults] == places
    assert faults[0].expected.en.startswith("one of health, medical-insurance, finance, ")
    assert [told(fault)[0] for fault in faults] == [each[0] for each in AGENCY[1]]
    assert [told(fault)[1] for fault in faults] == [each[1] for each in AGENCY[1]]
    assert [told(fault)[3] for fault in faults] == [each[3] for each in AGENCY[1]]
    assert told(faults[1]) == AGENCY[1][1]


@EACH_READER
@pytest.mark.parametrize(
    "wrong",
    ["７０", "七十", "1_000", "1,000", "1e3", "NaN", "Infinity", "-Infinity", ".5", "5.", "+70", "70%", "",
     "0x1F", "1:0x", "1:", ":1", "0:1", "-1:2", " 70", "--7", "9" * 41],
)  # fmt: skip
def test_not_a_number(wrong: str, read: Read) -> None:
    case = statement(target('"comparator": ">="', f'»"value": "{wrong}"'))
    shown = wrong if len(wrong) <= 60 else wrong[:59] + "…"
    check(read, (case, [(f"{S0}.value", repr(shown), NUMBER, "")]), Plan)


@EACH_READER
@pytest.mark.parametrize("wrong", ["1e3", "NaN", "Infinity", "-Infinity", "1E+2"])
def test_not_a_number_without_quotes(wrong: str, read: Read) -> None:
    case = statement(target('"comparator": ">="', f'»"value": {wrong}'))
    check(read, (case, [(f"{S0}.value", repr(wrong), NUMBER, "")]), Plan)


@EACH_READER
@pytest.mark.parametrize(
    ("wrong", "found"),
    [("null", "nothing"), ("[]", "a list"), ("{}", "a mapping")],
)
def test_no_number_at_all(wrong: str, found: str, read: Read) -> None:
    case = statement(target('"comparator": ">="', '"value": "1"', f'"baseline": {{»"value": {wrong}}}'))
    check(read, (case, [(f"{S0}.baseline.value", found, 'a number such as "70"', "")]), Plan)


class TestTwoAndTenAtOnce:
    TWO = (
        document('»"region": "44"', '»"year": "明年"'),
        [("document.region", "'44'", REGION, ""), ("document.year", "'明年'", "a whole number", "")],
    )
    TEN = (
        plan(
            '»"document": {"id": "p", »"kind": "plann", "level": "city", »"staus": "issued"}',
            '"sections": [{"path": "1", "title": "甲"}, {»"path": "1", "title": "乙"}]',
            '"populations": [{"id": "a", "name": "名", »"within": "a"}]',
            '"tasks": [{"path": "1.1", "statements": [\n  '
            + duty('»"force": "must"', '"due": {»"date": "年底", »"bases": "printed"}')
            + ",\n  »"
            + target('"comparator": ">="')
            + "]},\n {»"
            + '"path": "1.1"}, {»"path": "9.1"}]',
            '»"populations": []',
        ),
        [
            ("document", "no title", "the key title", ""),
            (
                "document.kind",
                "'plann'",
                "one of plan, opinion, notice, measures, interpretation, news, other",
                "did you mean 'plan'?",
            ),
            ("document.staus", "unknown key staus", DOCUMENT_KEYS, "did you mean 'status'?"),
            ("sections[1].path", "1", "a path not used before (entry 1 has it)", ""),
            ("populations[0].within", "a", "a population that does not lead back to itself", ""),
            (f"{S0}.force", "'must'", FORCES, ""),
            (f"{S0}.due.date", "'年底'", DUE, ""),
            (
                f"{S0}.due.bases",
                "unknown key bases",
                "one of date, printed, basis, unresolved",
                "did you mean 'basis'?",
            ),
            ("tasks[0].statements[1]", "no value", "a comparator and a value", UNIVERSAL),
            ("tasks[1].path", "1.1", "a path not used before (entry 1 has it)", ""),
            ("tasks[2].path", "9.1", "9 listed in sections", ""),
            ("populations", "populations again", "each key once (line 4 has it)", ""),
        ],
    )

    @EACH_READER
    def test_two(self, read: Read) -> None:
        check(read, self.TWO, Plan)

    @EACH_READER
    def test_ten_and_more_of_every_kind(self, read: Read) -> None:
        check(read, self.TEN, Plan)

    @EACH_READER
    def test_a_wrong_format_and_a_key_twice(self, read: Read) -> None:
        case = '{"a": 1,\n »"a": 2, »"format": "x"}'
        both = [
            ("a", "a again", "each key once (line 1 has it)", ""),
            ("format", "'x'", "format: yigai-plan/1", ""),
        ]
        check(read, (case, both), Plan)

    @EACH_READER
    def test_an_unreadable_path_hides_only_what_hangs_on_it(self, read: Read) -> None:
        parts = (
            '"sections": [{»"path": "一", "title": "甲"}]',
            '"standing_rules": [{"from": "1.2", "adds": []}, {»"from": "x", "adds": []}]',
            '"tasks": [{"path": "1.1"}, {»"path": "y"}, »"1"',
            '{"path": "1.3", »"statements": "none"}, {»"path": "1.1"}]',
        )
        text = plan(DOCUMENT, *parts)
        faults = faults_in(read, places_marked(text)[0], Plan)
        assert [(fault.line, fault.column) for fault in faults] == places_marked(text)[1]
        assert [fault.field for fault in faults] == [
            "sections[0].path",
            "standing_rules[1].from",
            "tasks[1].path",
            "tasks[2]",
            "tasks[3].statements",
            "tasks[4].path",
        ]

    @EACH_READER
    def test_of_very_many_the_first_thousand(self, read: Read) -> None:
        faults = faults_in(read, statement(*[duty('"force": "must"')] * 1200), Plan)
        assert len(faults) == 1001
        assert [fault.path[3] for fault in faults[:1000] if fault.path[-1] == "force"][:500] == list(
            range(500)
        )
        assert told(faults[-1])[1:] == ("more of them", "at most 1000 faults", "")
        assert faults[-1].render("zh").endswith("发现 还有更多，应为 至多 1000 处错误")

    @EACH_READER
    def test_of_very_many_contradictions_the_first_thousand(self, read: Read) -> None:
        faults = faults_in(
            read, plan(DOCUMENT, '"tasks": [' + ",".join(['{"path": "1"}'] * 3000) + "]"), Plan
        )
        assert [fault.path for fault in faults[:3]] == [("tasks", step, "path") for step in (1, 2, 3)]
        assert len(faults) == 1001
        assert told(faults[-1])[1] == "more of them"

    @EACH_READER
    def test_of_very_many_repeated_keys_the_first_thousand(self, read: Read) -> None:
        faults = faults_in(read, "{" + '"a": 1,\n' * 2000 + '"a": 1}', Plan)
        assert [fault.line for fault in faults[-3:]] == [999, 1000, 1000]
        assert told(faults[-1])[1] == "more of them"
