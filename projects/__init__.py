"""What the plan holds: projects, activities and equipment, typed or imported.

Also everything computed from them: months, readiness, totals, the consolidated plan and the
canonical content with its hash.
"""
