"""Which upper task a lower one may answer (建议对应): suggestions, for a person to accept or leave.

`profiles` has what there is to compare, `similarity` how alike it is, `links` ranks, `linkfile` writes.
"""
