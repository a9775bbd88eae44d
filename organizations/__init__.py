"""Who: organizations, their units and people, what each role may do, and the log.

Everything a higher app needs to know about the person before it (`Member`, `member_may`,
`visible_to`) and to remember what that person did (`record`) lives here.
"""
