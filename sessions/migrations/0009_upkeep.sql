-- What keeping the store in order notes.

ALTER TABLE answer ADD COLUMN
    sound_removed TEXT;         -- NULL: never removed by Viva; else when, at the person's setting

-- Deleted answers, until they are gone from the backups of the database too.
CREATE TABLE forgotten (
    answer_id INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL   -- as in answer: after a restore a number may be given again
);
