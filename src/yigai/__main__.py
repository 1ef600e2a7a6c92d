"""`python -m yigai`: the command line."""

from __future__ import annotations

from yigai.cli import main

main()
