"""What-if and local rules (叠加): settings laid over a payment rule that stays as it is.

Reading a setting is the work of the strict reader, so that its faults are told as in a file; settlement
takes the result like any other rule.
"""

from __future__ import annotations

from yigai.files.overlay import overlay

__all__ = ["overlay"]
