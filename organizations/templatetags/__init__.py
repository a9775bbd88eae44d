"""Template tags for the look every page shares."""
