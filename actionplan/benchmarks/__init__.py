"""What `make bench` measures, a module each; every table has a baseline of its own run."""
