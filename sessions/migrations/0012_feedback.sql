-- What mentors send back about an answer; one row for each mentor and answer.

CREATE TABLE feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    answer_id INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    mentor TEXT NOT NULL CHECK (mentor <> ''),     -- as they call themselves
    clarity INTEGER CHECK (clarity BETWEEN 1 AND 5),      -- NULL: not rated
    structure INTEGER CHECK (structure BETWEEN 1 AND 5),  -- NULL: not rated
    delivery INTEGER CHECK (delivery BETWEEN 1 AND 5),    -- NULL: not rated
    comment TEXT NOT NULL,                         -- may be empty
    marks TEXT NOT NULL,                           -- JSON list of [seconds, comment]
    imported_at TEXT NOT NULL,
    UNIQUE (answer_id, mentor)
);
