-- Full mock interviews: the plan as it was made, and what became of each question. Where a mock
-- is, follows from its steps.

CREATE TABLE mock (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id INTEGER NOT NULL UNIQUE REFERENCES session (id),  -- its answers are in this session
    title TEXT NOT NULL,
    style TEXT NOT NULL CHECK (style IN ('residency', 'video')),
    thinking INTEGER NOT NULL,      -- seconds before an answer
    stop_at REAL,                   -- NULL: a recording never stops by itself; else the second
    voice INTEGER NOT NULL CHECK (voice IN (0, 1)),
    begun TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'over', 'abandoned')),
    ended TEXT                      -- NULL: it is open
);

CREATE TABLE mock_step (
    mock_id INTEGER NOT NULL REFERENCES mock (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,         -- from 0
    follows INTEGER,                -- NULL: a question; else the place of the one it follows up
    question_id TEXT NOT NULL,
    question_text TEXT NOT NULL,    -- as it is asked
    question_kind TEXT NOT NULL,
    category TEXT NOT NULL,
    target_min REAL NOT NULL,
    target_max REAL NOT NULL,
    planned REAL NOT NULL,          -- seconds it was to take in all
    used REAL NOT NULL DEFAULT 0,   -- seconds it has taken so far, breaks left out
    skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1)),
    answer_id INTEGER               -- NULL: none, or it has been deleted
        REFERENCES answer (id) ON DELETE SET NULL,
    PRIMARY KEY (mock_id, place)
) WITHOUT ROWID;
CREATE INDEX mock_step_by_answer ON mock_step (answer_id);
