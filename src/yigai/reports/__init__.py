"""Views of results: text and JSON. Nothing is decided here."""
