"""Addresses of copying items, and of hints while typing; projects/urls.py takes them in."""

copying_patterns = []
