"""Sphinx configuration. Nothing here asks the network for anything."""

import logging
from importlib import metadata

project = "yigai"
author = "The yigai authors"
release = metadata.version("yigai")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
language = "en"
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

autodoc_typehints = "description"

html_theme = "furo"
html_title = f"yigai 医改 {release}"

# A room without pages yet is no fault; Sphinx gives that warning no type to suppress it by.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(
    lambda record: "toctree glob pattern" not in record.getMessage()
)
