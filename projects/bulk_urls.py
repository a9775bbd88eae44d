"""Addresses of changing several items at once; projects/urls.py takes them in."""

bulk_patterns = []
