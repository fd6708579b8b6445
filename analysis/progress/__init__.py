"""Progress over weeks as people see it: one model, which screen, terminal and HTML page only draw.

``build`` decides what to say of trends; standard library only, but for the HTML page.
"""
