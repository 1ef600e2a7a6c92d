"""Sphinx configuration. Nothing here asks the network for anything."""

import logging
from importlib import metadata

import jieba  # type: ignore[import-untyped]
from sphinx.application import Sphinx
from sphinx.search.zh import SearchChinese

project = "yigai"
author = "The yigai authors"
release = metadata.version("yigai")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
language = "en"
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

default_role = "code"  # `this` in a docstring
autodoc_typehints = "description"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = f"yigai 医改 {release}"
html_search_language = "zh"

jieba.setLogLevel(logging.WARNING)  # its dictionary loads without a word


class SearchBoth(SearchChinese):
    """Chinese and English: what is asked is cut into the words that the index knows.

    jieba cuts the pages when they are built. A browser has no jieba, so it takes from a run of Chinese,
    again and again, the longest word in the index; what begins no word is passed over.
    """

    language_name = "English"  # Sphinx brings the English stemmer, and would call it the Chinese one
    js_splitter_code = r"""
var splitQuery = (query) => {
  const known = (word) => word in Search._index.terms || word in Search._index.titleterms;
  const cut = (run) => {
    const words = [];
    for (let at = 0; at < run.length; ) {
      let end = run.length;
      while (end > at + 1 && !known(run.slice(at, end))) end--;
      if (end > at + 1) words.push(run.slice(at, end));
      at = end;
    }
    return words.length ? words : [run];
  };
  const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{Letter}\p{Number}_])+/gu;
  return (query.match(runs) || []).flatMap((run) => (/^\p{Script=Han}/u.test(run) ? cut(run) : [run]));
};
"""


def setup(app: Sphinx) -> None:
    """Search in both languages."""
    app.add_search_language(SearchBoth)
