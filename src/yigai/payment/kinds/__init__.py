"""Every kind of payment rule as a program, one file each."""
