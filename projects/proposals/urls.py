"""Addresses of this package; projects/urls.py takes them in."""

proposal_patterns = []
