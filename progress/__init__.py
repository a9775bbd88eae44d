"""What came of it: reports of the units, money spent, changes of the budget, the result table."""
