"""How long Hypothesis searches: little at every push; `--hypothesis-profile=night` searches longer."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("push", max_examples=20, deadline=None)
settings.register_profile("night", max_examples=1000, deadline=None)
settings.load_profile("push")
