"""The committees: rounds, meetings, remarks, verdicts and resolutions about one exact content."""
