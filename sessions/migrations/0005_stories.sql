-- What a person can tell, as short cues, and which answer told which story.

CREATE TABLE story (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    form TEXT NOT NULL CHECK (form IN ('narrative', 'star')),
    title TEXT NOT NULL,
    cues TEXT NOT NULL,                    -- JSON object: part of the form to its cue
    tags TEXT NOT NULL,                    -- JSON list of the person's own words
    kinds TEXT NOT NULL,                   -- JSON list, as in prompts/types.py
    changed_at TEXT NOT NULL
);
CREATE UNIQUE INDEX one_narrative ON story (form) WHERE form = 'narrative';

CREATE TABLE story_question (
    story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
    question_id TEXT NOT NULL,             -- one that the bank may have no more
    PRIMARY KEY (story_id, question_id)
) WITHOUT ROWID;

CREATE TABLE telling (
    answer_id INTEGER PRIMARY KEY REFERENCES answer (id) ON DELETE CASCADE,
    story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE
);
CREATE INDEX telling_by_story ON telling (story_id);
