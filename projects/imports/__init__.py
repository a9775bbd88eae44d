"""Lists of offices → items: files read, columns found, rows shown, saved whole or not at all."""
