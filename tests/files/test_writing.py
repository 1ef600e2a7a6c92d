"""A file is written whole or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
import yaml

from yigai.errors import in_language
from yigai.files.faults import FileFaults
from yigai.files.formats import dump_yaml, write_text


def names_in(folder: Path) -> list[str]:
    """What stands in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def found(caught: pytest.ExceptionInfo[FileFaults], lang: str = "en") -> str:
    """What the refusal found."""
    return in_language(caught.value.found, lang)


def test_new_and_over_an_old_file(tmp_path: Path) -> None:
    path = tmp_path / "计划.yaml"
    write_text(path, "旧\r\n的\n")
    write_text(str(path), "新\n")
    assert path.read_bytes() == "新\n".encode()
    assert names_in(tmp_path) == ["计划.yaml"]


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    write_text(tmp_path / "a", "甲\n乙\r\n")
    assert (tmp_path / "a").read_bytes() == "甲\n乙\r\n".encode()


def test_a_new_file_may_be_read_like_any_other_and_an_old_one_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("", encoding="utf-8")
    write_text(tmp_path / "new", "")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode
    (tmp_path / "new").chmod(0o640)
    write_text(tmp_path / "new", "x")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["open", "write", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("旧", encoding="utf-8")
    full = OSError(28, "No space left on device")

    def fail(*_: object, **__: object) -> None:
        raise full

    text = "新" * 100_000
    if step == "write":
        text += "\ud800"  # fails after most of it has been written
    else:
        monkeypatch.setattr(Path, step, fail)
    with pytest.raises(FileFaults) as caught:
        write_text(path, text)
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "旧"
    assert names_in(tmp_path) == ["a.yaml"]
    assert caught.value.where == str(path)
    expected = "a character that cannot be written" if step == "write" else "no space left"
    assert found(caught) == expected


def test_an_interruption_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(tmp_path / "a.yaml", "新")
    assert names_in(tmp_path) == []


def test_a_missing_folder(tmp_path: Path) -> None:
    path = tmp_path / "没有" / "a.yaml"
    with pytest.raises(FileFaults) as caught:
        write_text(path, "x")
    assert (
        str(caught.value) == f"{path}: found no such file or folder, expected a place that can be written to"
    )
    assert caught.value.render("zh") == f"{path}: 发现 没有这个文件或文件夹，应为 可写的位置"
    assert names_in(tmp_path) == []


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(FileFaults) as caught:
        write_text(tmp_path / "a", "x")
    assert found(caught) == "a folder"
    assert found(caught, "zh") == "文件夹"
    assert names_in(tmp_path) == ["a"]


def test_a_name_as_long_as_names_can_be(tmp_path: Path) -> None:
    write_text(tmp_path / ("a" * 255), "x")
    assert names_in(tmp_path) == ["a" * 255]


def test_many_writers_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    writers = [threading.Thread(target=write_text, args=(path, str(number) * 50_000)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    text = path.read_text(encoding="utf-8")
    assert text in {str(number) * 50_000 for number in range(8)}
    assert names_in(tmp_path) == ["a"]


def test_yaml_as_a_person_would_write_it() -> None:
    data = {"标题": "三医联动", "号": "2.10", "空": None, "列": [{"甲": "一", "乙": "二"}], "无": []}
    text = dump_yaml(data)
    assert text == "标题: 三医联动\n号: '2.10'\n空: null\n列:\n- {甲: 一, 乙: 二}\n无: []\n"
    assert yaml.safe_load(text) == data


def test_the_working_folder_is_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_text("a.yaml", "x")
    assert os.listdir() == ["a.yaml"]  # noqa: PTH208 (the working folder itself)
