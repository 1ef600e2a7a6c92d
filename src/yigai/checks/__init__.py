"""Checking a plan against the documents above it (核对)."""
