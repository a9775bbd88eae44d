"""What the executive announces, the clocks that run from it, the posting, and the public pages."""
