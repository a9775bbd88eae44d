"""What is made: strategies, programs, the year's plan, its versions, and the stages they pass.

`Procedure` rows hold the regulation as dated data; `PlanVersion.move_to` is the one gate.
"""
