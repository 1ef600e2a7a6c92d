"""Whatever is in a file, reading it ends soon: with the object, or with `FileFaults` that name the file."""

from __future__ import annotations

import contextlib
import itertools
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yigai import testing
from yigai.errors import Text, in_language
from yigai.files import builder
from yigai.files.faults import FileFaults
from yigai.files.formats import read_file, read_json, read_yaml, to_json, to_yaml
from yigai.model import Alignment, Plan

PLAN = """\
format: yigai-plan/1
document: {id: p, title: 计划, kind: plan, level: city}
"""
JSON_PLAN = (
    '{"format": "yigai-plan/1", "document": {"id": "p", "title": "计划", "kind": "plan", "level": "city"}}'
)
START = "不能用作开头的字符（缩进用空格，符号开头的文字请加引号）"
SOON = 30  # seconds; a bound against hanging, many times what it takes

KEYS = st.sampled_from(["document", "tasks", "path", "due", "kind", "links"]) | st.text()
ANY_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | testing.texts(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
)

Refused = Callable[[str], FileFaults]


def refused_yaml(text: str) -> FileFaults:
    """The refusal of a YAML text, which must come soon and name the file."""
    return refused(lambda: read_yaml(text, Plan, source="计划.yaml"))


def refused_json(text: str) -> FileFaults:
    """The refusal of a JSON text."""
    return refused(lambda: read_json(text, Plan, source="计划.json"))


def refused_file(path: Path) -> FileFaults:
    """The refusal of a file."""
    error = refused(lambda: read_file(path, Plan))
    assert str(path) in str(error)
    return error


def refused(read: Callable[[], object]) -> FileFaults:
    """What a reading is refused with."""
    begun = time.monotonic()
    with pytest.raises(FileFaults) as caught:
        read()
    assert time.monotonic() - begun < SOON
    for fault in caught.value.faults:
        assert fault.source
        assert fault.render("zh").startswith(fault.source)
    return caught.value


def said(error: FileFaults) -> list[tuple[int, int, str, str]]:
    """Line, column, found and expected of every fault, in English."""
    return [
        (fault.line, fault.column, in_language(fault.found, "en"), fault.expected.en)
        for fault in error.faults
    ]


class TestBounds:
    DEEPER = ("deeper nesting", "at most 32 levels")
    MORE = ("more values", "at most 500000 values")

    @pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
    def test_brackets(self, opening: str) -> None:
        (fault,) = said(refused_yaml(opening * 200_000))
        assert fault[0] == 1
        assert fault[2:] == self.DEEPER

    @pytest.mark.parametrize("opening", ["[", '{"a":'])
    def test_brackets_in_json(self, opening: str) -> None:
        assert said(refused_json(opening * 200_000)) == [(1, 1, *self.DEEPER)]

    @pytest.mark.parametrize("read", [refused_json, refused_yaml])
    def test_the_level_after_the_last(self, read: Refused) -> None:
        assert said(read("[" * 33 + "]" * 33)) == [(1, 33, *self.DEEPER)]
        assert said(read("[" * 32 + "]" * 32)) == [(1, 1, "a list", "a yigai-plan/1 file")]

    def test_aliases_of_aliases(self) -> None:
        names = "abcdefghij"
        lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
        lines += [
            f"{name}: &{name} [{', '.join(['*' + below] * 10)}]" for below, name in itertools.pairwise(names)
        ]
        ((line, _, *what),) = said(refused_yaml("\n".join(lines)))
        assert line == 6
        assert tuple(what) == self.MORE

    def test_aliases_that_deepen(self) -> None:
        lines = ["a0: &a0 [x]"] + [f"a{step}: &a{step} [[[[*a{step - 1}]]]]" for step in range(1, 5000)]
        ((line, _, *what),) = said(refused_yaml("\n".join(lines)))
        assert line == 9
        assert tuple(what) == self.DEEPER

    def test_an_alias_of_what_it_stands_in(self) -> None:
        whole = "an anchor that is already complete"
        assert said(refused_yaml("a: &a [*a]")) == [(1, 8, "*a", whole)]
        assert said(refused_yaml("a: &a {b: *a}")) == [(1, 11, "*a", whole)]

    def test_an_alias_of_nothing(self) -> None:
        assert said(refused_yaml("a: *b")) == [(1, 4, "*b", "an anchor that is already complete")]

    def test_an_alias_repeats_what_stands_at_its_anchor(self) -> None:
        text = PLAN + "tasks:\n  - {path: '1', title: &t 题}\n  - {path: '2', title: *t}\n"
        assert [task.title for task in read_yaml(text, Plan).tasks] == ["题", "题"]

    def test_a_fault_in_what_is_repeated_stands_where_it_is_written(self) -> None:
        text = PLAN + "tasks:\n  - {path: '1', statements: &s\n    [{}]}\n  - {path: '2', statements: *s}\n"
        error = refused_yaml(text)
        assert [(fault.line, fault.column, fault.field) for fault in error.faults] == [
            (5, 6, "tasks[0].statements[0]"),
            (5, 6, "tasks[1].statements[0]"),
        ]

    @pytest.mark.parametrize(
        ("read", "text"), [(refused_yaml, "- a\n" * 600_000), (refused_json, "[" + "1," * 600_000 + "1]")]
    )
    def test_too_many_values(self, read: Refused, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(builder, "MOST_NODES", 1000)
        ((*_, found, expected),) = said(read(text))
        assert (found, expected) == ("more values", "at most 1000 values")

    @pytest.mark.parametrize("read", [refused_json, refused_yaml])
    def test_too_long_a_text(self, read: Refused) -> None:
        assert said(read(" " * 8_000_001)) == [(0, 0, "8000001 characters", "at most 8000000 characters")]

    def test_too_large_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "large.yaml"
        path.write_bytes(b"#" * 32_000_002)
        assert said(refused_file(path)) == [(0, 0, "32000001 characters", "at most 8000000 characters")]

    def test_an_endless_file(self) -> None:
        error = refused_file(Path("/dev/zero"))
        assert error.faults[0].source == "/dev/zero"

    def test_many_unknown_keys(self) -> None:
        keys = "".join(f"key-{number}: 1\n" for number in range(50_000))
        error = refused_yaml(PLAN + keys)
        assert len(error.faults) == 1001

    def test_long_words_have_no_hint_and_are_cut(self) -> None:
        (fault,) = refused_yaml(PLAN.replace("kind: plan", "kind: " + "plan" * 1_000_000)).faults
        assert fault.found == repr("plan" * 14 + "pla…")
        assert fault.hint.en == ""


class TestNarrowYaml:
    PLAIN = "plain YAML: mappings, lists and text, no tags"

    @pytest.mark.parametrize(
        "tag", ["!!python/object/apply:os.system", "!!binary", "!!str", "!!int", "!mine", "!<x>"]
    )
    @pytest.mark.parametrize("value", ["计划", "'计划'", "[]", "{}"])
    def test_tags(self, tag: str, value: str) -> None:
        fault = refused_yaml(PLAN.replace("计划", f"{tag} {value}")).faults[-1]
        whole = tag.replace("!!", "tag:yaml.org,2002:").replace("!<x>", "x")
        assert fault.found == Text(zh=f"标签 {whole}", en=f"the tag {whole}")
        assert fault.expected.en == self.PLAIN
        assert fault.field == "document.title"
        assert (fault.line, fault.column) == (2, 26)

    def test_a_tag_on_a_key_and_in_a_list(self) -> None:
        error = refused_yaml(PLAN + "tasks: [!a {!b path: '1'}]\n")
        assert [(fault.field, in_language(fault.found, "en")) for fault in error.faults] == [
            ("tasks[0]", "the tag !a"),
            ("tasks[0].path", "the tag !b"),
        ]

    def test_a_second_document(self) -> None:
        assert said(refused_yaml(PLAN + "---\n" + PLAN)) == [
            (3, 1, "a second document", "one document in a file")
        ]
        assert said(refused_yaml("---\n---\n" + PLAN)) == [
            (2, 1, "a second document", "one document in a file")
        ]

    def test_one_document_with_its_marks(self) -> None:
        assert read_yaml("%YAML 1.1\n---\n" + PLAN + "...\n", Plan).id == "p"

    def test_merge_keys(self) -> None:
        error = refused_yaml(PLAN + "tasks:\n  - &t {path: '1'}\n  - {<<: *t}\n")
        assert [(fault.field, in_language(fault.found, "en")) for fault in error.faults] == [
            ("tasks[1]", "no path"),
            ("tasks[1].<<", "unknown key <<"),
        ]

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("? [a]\n: b\n", (1, 3)),
            ("? {a: b}\n: c\n", (1, 3)),
            ("{[a]: b}", (1, 2)),
            ("a: &a b\n*a : c\n", (2, 1)),
        ],
    )
    def test_keys_that_are_not_text(self, text: str, place: tuple[int, int]) -> None:
        assert said(refused_yaml(text)) == [(*place, "a key that is not text", self.PLAIN)]

    @pytest.mark.parametrize("key", ["1", "1.0", "null", "~", "true", "2023-12-31", ".inf", "=", "一"])
    def test_every_scalar_key_is_text(self, key: str) -> None:
        (fault,) = refused_yaml(PLAN + f"{key}: x\n").faults
        assert fault.path == (key,)
        assert fault.found == Text(zh=f"未知的键 {key}", en=f"unknown key {key}")

    @pytest.mark.parametrize("text", ["? \n: x\n", "'': x\n"])
    def test_an_empty_key(self, text: str) -> None:
        (fault,) = refused_yaml(PLAN + text).faults
        assert fault.path == ("",)
        assert in_language(fault.found, "en") == "unknown key "

    @pytest.mark.parametrize(
        ("text", "place", "chinese"),
        [
            (PLAN + "tasks:\n\t- path: '1'\n", (4, 1), START),
            (PLAN + "author: a: b\n", (3, 10), "这里不该有冒号（文字中有冒号时请加引号）"),
            (PLAN + "tasks: [\n", (4, 1), "缺少内容"),
            (PLAN + "tasks: [a\n", (4, 1), "方括号内缺逗号，或没有合上"),
            (PLAN + "tasks: {a\n", (4, 1), "花括号内缺逗号，或没有合上"),
            (PLAN + 'title: "abc\n', (4, 1), "引号没有合上"),
            (PLAN + "title: @a\n", (3, 8), START),
            (PLAN + 'title: "\\q"\n', (3, 9), "双引号内有不认识的转义（反斜杠请写两个）"),
            (PLAN + "title: !x!y z\n", (3, 8), "不认识的标签（文字以 ! 开头时请加引号）"),
            (PLAN + "title: & a\n", (3, 9), "& 或 * 之后缺名称（文字以它们开头时请加引号）"),
            (PLAN + "abc\n", (4, 1), "缺少冒号"),
            (PLAN + "  abc: 1\n", (3, 3), "缺少键，或缩进没有对齐"),
            ("- a\nb: c\n", (2, 1), "缺少列表项“-”，或缩进没有对齐"),
            ("%YAML 9.9\n---\na: b\n", (1, 1), "语法错误（found incompatible YAML document）"),
            (PLAN + "a: *\n", (3, 5), "& 或 * 之后缺名称（文字以它们开头时请加引号）"),
        ],
    )  # fmt: skip
    def test_syntax(self, text: str, place: tuple[int, int], chinese: str) -> None:
        fault = refused_yaml(text).faults[-1]
        assert (fault.line, fault.column) == place
        assert in_language(fault.found, "zh") == chinese
        assert fault.expected == Text(zh="合乎 YAML 语法", en="valid YAML")

    def test_faults_before_a_syntax_error_are_told_too(self) -> None:
        error = refused_yaml("a: 1\na: 2\nb: [\n")
        assert [fault.line for fault in error.faults] == [2, 4]

    @pytest.mark.parametrize("text", ["", " \n\n", "# 只有注释\n", "---\n", "~\n", "null"])
    def test_nothing(self, text: str) -> None:
        ((_, _, found, expected),) = said(refused_yaml(text))
        assert found == "nothing"
        assert expected in (self.PLAIN, "a yigai-plan/1 file")

    @pytest.mark.parametrize(
        "character", ["\x00", "\x01", "\x1b", "\x7f", "\x86", "\ufffe", "\uffff", "\ud800"]
    )
    def test_unprintable_characters(self, character: str) -> None:
        error = refused_yaml(PLAN + f"tasks: [] # 注{character}释\n#{character}")
        assert said(error) == [
            (3, 14, f"the character {character!r}", "printable characters"),
            (4, 2, f"the character {character!r}", "printable characters"),
        ]
        error.render("zh").encode()

    def test_of_very_many_unprintable_characters_the_first_thousand(self) -> None:
        error = refused_yaml("\x01" * 1_000_000)
        assert [fault.column for fault in error.faults] == [*range(1, 1001), 1000]
        assert in_language(error.faults[-1].found, "en") == "more of them"


class TestNarrowJson:
    @pytest.mark.parametrize(
        ("text", "place", "chinese"),
        [
            ("", (1, 1), "缺少值"),
            ("\n  ", (2, 3), "缺少值"),
            ("{'a': 1}", (1, 2), "缺少用双引号写的键"),
            ('{"a": 1,\n "b" 2}', (2, 6), "缺少冒号"),
            ('{"a": 1\n "b": 2}', (2, 2), "缺少逗号"),
            ('{"a": 1} x', (1, 10), "内容结束后还有别的文字"),
            ('{"a": "x', (1, 7), "引号没有合上"),
            ('{"a": "x\ny"}', (1, 9), "引号内有换行或控制字符"),
            ('{"a": "\\q"}', (1, 8), "不认识的转义（反斜杠请写两个）"),
            ('{"a": "\\u12"}', (1, 9), "语法错误（Invalid \\uXXXX escape）"),
            ("# 注", (1, 1), "缺少值"),
            ("{a: b}", (1, 2), "缺少用双引号写的键"),
            ('{"a": .5}', (1, 7), "缺少值"),
            ('{"a": 010}', (1, 8), "缺少逗号"),
            ('{"a": +70}', (1, 7), "缺少值"),
            ("[1, nan]", (1, 5), "缺少值"),
        ],
    )
    def test_syntax(self, text: str, place: tuple[int, int], chinese: str) -> None:
        (fault,) = refused_json(text).faults
        assert (fault.line, fault.column) == place
        assert in_language(fault.found, "zh") == chinese
        assert fault.expected == Text(zh="合乎 JSON 语法", en="valid JSON")

    def test_a_repeated_key_is_seen_whatever_else_yaml_would_not_read(self) -> None:
        text = '{\n\t"format": "yigai-plan/1",\n\t"a": "\\ud83d\\ude00",\n\t"a": 1}'
        error = refused_json(text)
        assert (4, 2, "a again", "each key once (line 3 has it)") in said(error)

    @pytest.mark.parametrize("half", ["\\ud800", "\\uDFFF", "x\\udc00\\ud800y", "\ud800"])
    def test_half_characters(self, half: str) -> None:
        error = refused_json(JSON_PLAN.replace("计划", half))
        assert [(fault.field, fault.expected.en) for fault in error.faults] == [
            ("document.title", "whole characters")
        ]
        error.render("zh").encode()

    def test_half_a_character_in_a_key(self) -> None:
        error = refused_json('{"format": "yigai-plan/1", "\\ud800": 1}')
        assert "whole characters" in [fault.expected.en for fault in error.faults]
        error.render("zh").encode()

    def test_whole_characters_in_halves_and_every_escape(self) -> None:
        plan = read_json(
            JSON_PLAN.replace("计划", '\\ud83d\\ude00\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\u533b'), Plan
        )
        assert plan.document.title == '😀"\\/\b\f\n\r\t\x00医'

    def test_keys_that_would_break_the_report(self) -> None:
        (fault,) = refused_json(JSON_PLAN[:-1] + ', "\\n\\u001b[2J\\u202e": 1}').faults
        assert fault.render("en").isprintable()
        assert "\\n\\x1b[2J\\u202e" in fault.render("zh")


class TestEncodings:
    def write(self, tmp_path: Path, content: bytes, name: str = "计划.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    def test_utf8_with_and_without_a_mark_and_any_line_ends(
        self, tmp_path: Path, ends: str, mark: bytes
    ) -> None:
        for name, text in (("a.yaml", PLAN), ("a.json", JSON_PLAN), ("a.JSON", JSON_PLAN.replace(" ", "\t"))):
            path = self.write(tmp_path, mark + text.replace("\n", ends).encode(), name)
            assert read_file(path, Plan) == read_yaml(PLAN, Plan)
            assert read_file(str(path), Plan) == read_yaml(PLAN, Plan)

    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
    def test_not_utf8(self, tmp_path: Path, mark: bytes) -> None:
        content = mark + "format: yigai-plan/1\n标题: 计".encode() + b"\xff\n"
        path = self.write(tmp_path, content)
        error = refused_file(path)
        assert said(error) == [(2, 6, "byte 0xff", "text in UTF-8")]
        assert error.faults[0].hint.zh == "请另存为 UTF-8 编码"

    def test_gbk(self, tmp_path: Path) -> None:
        error = refused_file(self.write(tmp_path, PLAN.encode("gbk")))
        assert said(error) == [(2, 26, "byte 0xbc", "text in UTF-8")]

    @pytest.mark.parametrize(
        ("encoding", "place"), [("utf-16", (1, 1)), ("utf-16-le", (2, 52)), ("utf-32", (1, 1))]
    )
    def test_wider_encodings(self, tmp_path: Path, encoding: str, place: tuple[int, int]) -> None:
        ((line, column, found, expected),) = said(refused_file(self.write(tmp_path, PLAN.encode(encoding))))
        assert (line, column, expected) == (*place, "text in UTF-8")
        assert found.startswith("byte 0x")

    @pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"# \n"])
    def test_empty(self, tmp_path: Path, content: bytes) -> None:
        assert said(refused_file(self.write(tmp_path, content)))[0][2] == "nothing"


class TestPaths:
    def test_a_folder(self, tmp_path: Path) -> None:
        assert said(refused_file(tmp_path)) == [(0, 0, "a folder", "a file that can be read")]

    def test_a_missing_file(self, tmp_path: Path) -> None:
        path = tmp_path / "没有.yaml"
        assert said(refused_file(path)) == [(0, 0, "no such file or folder", "a file that can be read")]
        assert refused_file(path).render("zh") == f"{path}: 发现 没有这个文件或文件夹，应为 可读的文件"

    def test_a_path_through_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_text("", encoding="utf-8")
        error = refused_file(tmp_path / "a" / "b.yaml")
        assert said(error)[0][2] == "a path through something that is no folder"

    def test_no_permission(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def forbidden(*_: object, **__: object) -> None:  # for root nothing is forbidden
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", forbidden)
        assert said(refused_file(tmp_path / "a.yaml"))[0][2] == "no permission"

    def test_a_name_too_long_and_one_that_cannot_be(self, tmp_path: Path) -> None:
        assert said(refused_file(tmp_path / ("长" * 300)))[0][2] == "File name too long"
        with pytest.raises(FileFaults) as caught:
            read_file("a\0b.yaml", Plan)
        assert str(caught.value) == "a\\x00b.yaml: found embedded null byte, expected a file that can be read"
        assert (
            caught.value.render("zh") == "a\\x00b.yaml: 发现 系统报错（embedded null byte），应为 可读的文件"
        )


class TestFuzz:
    """No input whatever gives another error than `FileFaults`."""

    def try_all(self, text: str) -> None:
        for read in (read_yaml, read_json):
            for cls in (Plan, Alignment):
                try:
                    built = read(text, cls, source="x")
                except FileFaults as error:
                    self.sound(error)
                else:
                    assert read_yaml(to_yaml(built), cls) == built

    def sound(self, error: FileFaults) -> None:
        places = [(fault.line, fault.column) for fault in error.faults]
        assert places == sorted(places)
        assert places
        for lang in ("zh", "en"):
            assert len(error.render(lang).encode().split(b"\n")) == len(places)

    @given(st.text(st.characters(exclude_categories=[])))
    def test_text(self, text: str) -> None:
        self.try_all(text)

    @given(st.text("[]{},:&*!|>'\"%@`#?-~ \n\tab1\\u\ufeff", max_size=40))
    @example("&a [*a, &b]")
    @example("? &a\n: *a")
    @example('{"a": &a}')
    @example("- &a\n- *a")
    def test_signs(self, text: str) -> None:
        self.try_all(text)

    @given(ANY_DATA)
    def test_any_json_data(self, data: Any) -> None:
        text = json.dumps(data)
        self.try_all(text)
        if isinstance(data, dict):
            self.try_all(json.dumps({**data, "format": "yigai-plan/1"}))
            self.try_all(json.dumps({**data, "format": "yigai-alignment/1"}))

    @settings(max_examples=50)
    @given(plan=testing.plans(), data=st.data())
    def test_spoilt_plans(self, plan: Plan, data: st.DataObject) -> None:
        for text in (to_yaml(plan), to_json(plan, indent=1)):
            at = data.draw(st.integers(0, len(text)))
            cut = data.draw(st.integers(0, 20))
            put = data.draw(
                st.text(max_size=3) | st.sampled_from(["\n", ": ", "- ", '"', "'", "[", "}", "\t", "null"])
            )
            self.try_all(text[:at] + put + text[at + cut :])

    @settings(max_examples=50)
    @given(plan=testing.plans(), data=st.data())
    def test_plans_with_other_values_in_them(self, plan: Plan, data: st.DataObject) -> None:
        spoilt = json.loads(to_json(plan))
        spots: list[tuple[Any, Any]] = []
        todo = [spoilt]
        while todo:
            inner = todo.pop()
            keys = (
                list(inner)
                if isinstance(inner, dict)
                else range(len(inner))
                if isinstance(inner, list)
                else ()
            )
            spots += [(inner, key) for key in keys]
            todo += [inner[key] for key in keys]
        for inner, key in data.draw(st.lists(st.sampled_from(spots), min_size=1, max_size=3)):
            inner[key] = data.draw(
                st.sampled_from([None, True, 7, 2.5, "", "x", [], {}, [[]], {"a": 1}, ["1"]])
            )
        self.try_all(json.dumps(spoilt))

    @settings(max_examples=50)
    @given(content=st.binary() | st.text().map(lambda text: text.encode("gbk", "ignore")))
    def test_bytes(self, content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
        folder = tmp_path_factory.mktemp("fuzz")
        for name in ("a.yaml", "a.json"):
            (folder / name).write_bytes(content)
            with contextlib.suppress(FileFaults):
                read_file(folder / name, Plan)
