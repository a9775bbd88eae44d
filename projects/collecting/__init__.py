"""How far each unit is with its items while a version collects: its word, and reminders."""
