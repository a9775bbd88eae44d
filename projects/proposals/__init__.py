"""Projects that outside agencies enter by a link, as proposals the planner decides."""
