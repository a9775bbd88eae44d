"""Addresses beside the list: saved views; projects/urls.py takes them in."""

list_patterns = []
