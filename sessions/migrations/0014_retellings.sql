-- Retelling drills: one question told several times in shrinking time, and the new question that
-- tests later what stuck. Where a drill is, follows from its rounds.

CREATE TABLE retelling (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL UNIQUE REFERENCES session (id),  -- its tellings are in this session
    question_id TEXT NOT NULL,
    question_text TEXT NOT NULL,    -- as it is asked
    question_kind TEXT NOT NULL,
    category TEXT NOT NULL,
    begun TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'over', 'abandoned')),
    ended TEXT,                     -- NULL: it is open
    new_question TEXT               -- NULL: none chosen yet; else the id of the one that tests it
);

CREATE TABLE retelling_round (
    retelling_id INTEGER NOT NULL REFERENCES retelling (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,         -- from 0
    target_min REAL NOT NULL,
    target_max REAL NOT NULL,       -- seconds this telling may take
    answer_id INTEGER               -- NULL: none, or it has been deleted
        REFERENCES answer (id) ON DELETE SET NULL,
    PRIMARY KEY (retelling_id, place)
) WITHOUT ROWID;
CREATE INDEX retelling_round_by_answer ON retelling_round (answer_id);
