"""Works that may be the same: within a plan, across years, units and neighbouring towns."""
