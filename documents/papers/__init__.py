"""Papers beside the plan book: the registry of all papers, and the ground they are printed on."""
