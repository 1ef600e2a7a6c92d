"""Sphinx configuration. Nothing here asks the network for anything."""

from importlib import metadata

project = "yigai"
author = "The yigai authors"
release = metadata.version("yigai")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
language = "en"
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

autodoc_typehints = "description"

html_theme = "furo"
html_title = f"yigai 医改 {release}"
