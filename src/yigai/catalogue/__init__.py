"""The documents, alignments and words that come with yigai (目录)."""
