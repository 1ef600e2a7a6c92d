"""Files in and out: the only door to YAML, JSON and cattrs."""
