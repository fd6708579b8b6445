-- What the speech model made of a term read aloud; the sound of a try is never kept.

CREATE TABLE drill (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order in which they were made
    term TEXT NOT NULL,                    -- as it is spelled in prompts/terms
    outcome TEXT NOT NULL CHECK (outcome IN ('heard', 'nearly', 'not_understood')),
    heard TEXT NOT NULL,                   -- what was written; empty where nothing was
    model TEXT NOT NULL,
    made_at TEXT NOT NULL
);
CREATE INDEX drill_by_term ON drill (term, id);
