"""What a sentence says (语法): figures, deadlines, duties, mechanisms and owners, each found in clean text.

From the small to the large: `numerals` are numbers with units, `figures` where they stand, `comparators` the
words around them, `readings` whether they are to be reached, `targets` what comes of it. `traps` are the
numbers that never are targets. The words stand in tables at the top of each module.
"""
