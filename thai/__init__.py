"""The ground floor: what every Thai office application needs and no table knows.

Buddhist-era dates, Thai digits, money and amounts in words, dictionary order, text repair, public
holidays and the counting of legal periods. Pure Python, typed, every date passed in; only
`templatetags/` knows Django.
"""
