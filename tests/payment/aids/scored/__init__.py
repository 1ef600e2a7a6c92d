"""The examples worked by hand before there was a program (手算对照), read as rules and activity of ours."""
