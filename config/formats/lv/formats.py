"""Latvian dates as the language's rules ask: 2026. gada 3. marts, 03.03.2026., plkst. 14.30."""

DATE_FORMAT = r"Y. \g\a\d\a j. F"
SHORT_DATE_FORMAT = "d.m.Y."
MONTH_DAY_FORMAT = "j. F"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"Y. \g\a\d\a j. F, \p\l\k\s\t. H.i"
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\N{NO-BREAK SPACE}"
