"""Progress over weeks as people see it: one model that screens, terminal, and HTML page only draw.

``build`` decides what to say about trends. Standard library only, except for the HTML page.
"""
