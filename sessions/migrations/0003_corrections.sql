-- What a person says was there: it goes before what any analysis found, now and later.

CREATE TABLE correction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order in which they were made; the last counts
    answer_id INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    start REAL NOT NULL,                   -- seconds from the start of the recording
    stop REAL NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('word', 'filler', 'no_filler')),
    said TEXT NOT NULL,                    -- empty for 'no_filler', and where nothing was said
    made_at TEXT NOT NULL
);
CREATE INDEX correction_by_answer ON correction (answer_id, id);
