-- Whose speech an answer's recording holds, chosen by the person.

ALTER TABLE answer ADD COLUMN
    track INTEGER;              -- NULL: the sound track with speech; else counted from 1

ALTER TABLE answer ADD COLUMN
    voice INTEGER;              -- NULL: both voices; 1 or 2: that one; 0: the one that speaks more
