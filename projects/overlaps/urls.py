"""Addresses of this package; projects/urls.py takes them in."""

overlap_patterns = []
