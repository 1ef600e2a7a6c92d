"""The command line: click commands over the library, with no logic of their own."""

from __future__ import annotations

from yigai.cli.main import main

__all__ = ["main"]
