-- The goal that was set for an answer, and the questions that were chosen for a day.

CREATE TABLE goal (
    answer_id INTEGER PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
    problem TEXT NOT NULL CHECK (problem IN ('fillers', 'pauses', 'pace', 'length')),
    measure TEXT NOT NULL,      -- as in the catalogue; low and high are in its unit
    low REAL NOT NULL,
    high REAL NOT NULL,
    earlier REAL,               -- NULL: there was no earlier value
    by_words INTEGER NOT NULL CHECK (by_words IN (0, 1))
);
CREATE INDEX goal_by_problem ON goal (problem, answer_id);

-- The last row of a place counts; what was there before is not chosen again on that day.
CREATE TABLE chosen (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL,          -- ISO 8601, in the person's own time zone
    place INTEGER NOT NULL,     -- from 0
    question_id TEXT NOT NULL,
    why TEXT NOT NULL,          -- a sentence, true when the question was chosen
    UNIQUE (day, question_id)
);
