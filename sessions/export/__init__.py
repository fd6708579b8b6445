"""Everything a person has in one file: archives, unpacking them, and open formats."""
