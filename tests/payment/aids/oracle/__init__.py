"""A second, independent computation of payments (对照测算), written from the formulas with `Fraction`.

It shares no code with the library: it imports nothing of it, knows no steps, no tables, no scales and no
files. Amounts are whole fen, everything else an exact fraction. Tests compare it with `settle`.
"""
