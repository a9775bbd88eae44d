"""What this app adds to a version's page and to a member's desk."""
