-- Sessions, answers, their analyses and measures.
-- Times are ISO 8601 text in UTC with microseconds, so that their order as text is their order in
-- time. Durations and targets are seconds.

-- "Viva" in ASCII: marks the file as ours.
PRAGMA application_id = 1449752161;

CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('practice', 'mock', 'import', 'demo')),
    started TEXT NOT NULL
);

CREATE TABLE answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used twice: the recording's name carries it
    session_id INTEGER NOT NULL REFERENCES session (id),
    question_id TEXT,                      -- NULL: not a question of the bank
    question_text TEXT NOT NULL,           -- as it was asked
    question_kind TEXT,                    -- NULL: unknown
    target_min REAL NOT NULL,
    target_max REAL NOT NULL,
    recorded_at TEXT NOT NULL,             -- when the recording began
    state TEXT NOT NULL CHECK (state IN ('recording', 'recorded', 'analysed', 'failed')),
    path TEXT NOT NULL UNIQUE,             -- below the recordings folder, with "/" between parts
    duration REAL,                         -- NULL: still recording, or imported and not yet read
    sample_rate INTEGER,                   -- NULL: the same
    overflows INTEGER NOT NULL DEFAULT 0,  -- blocks of sound that the microphone lost
    device TEXT,                           -- NULL: the system's default, or imported
    recovered INTEGER NOT NULL DEFAULT 0 CHECK (recovered IN (0, 1)),
    problem TEXT                           -- NULL: the latest analysis did not fail
);
CREATE INDEX answer_by_time ON answer (recorded_at, id);
CREATE INDEX answer_by_question ON answer (question_id, recorded_at, id, state);
CREATE INDEX answer_by_session ON answer (session_id);
CREATE INDEX answer_unfinished ON answer (id) WHERE state = 'recording';

-- Every analysis is kept; the one with the highest id is the latest.
CREATE TABLE analysis (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    answer_id INTEGER NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    analysed_at TEXT NOT NULL,
    version TEXT NOT NULL,      -- of the analysis code
    transcribed INTEGER NOT NULL CHECK (transcribed IN (0, 1)),  -- 0: waits for a model
    model TEXT,                 -- NULL: no transcript, or one that names no model
    overall INTEGER,            -- NULL: nothing could be scored
    document TEXT NOT NULL      -- the whole analysis as JSON: analysis/interchange.py
);
CREATE INDEX analysis_by_answer ON analysis (answer_id, id);

CREATE TABLE measure (
    analysis_id INTEGER NOT NULL REFERENCES analysis (id) ON DELETE CASCADE,
    name TEXT NOT NULL,         -- as in the catalogue
    value REAL,                 -- NULL: undefined for this answer; never stands for 0
    PRIMARY KEY (analysis_id, name)
) WITHOUT ROWID;

-- Sound files of deleted answers, until they are really gone from the disk.
CREATE TABLE discarded (
    path TEXT PRIMARY KEY       -- as in answer.path
) WITHOUT ROWID;
