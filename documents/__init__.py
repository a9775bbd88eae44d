"""The paper: the plan book's content, composed once, and the printers that only print it."""
