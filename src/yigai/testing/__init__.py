"""Tools for testing plans and the programs that use them: Hypothesis strategies."""
