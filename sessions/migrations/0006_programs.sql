-- The person's residency programs. Texts are empty where nothing was written down yet; several
-- lines are kept apart by newlines. The interview is kept as it was announced: the date and time on
-- the program's own clock, and which clock that is. A moment in UTC would move when a country
-- changes its rules.

CREATE TABLE program (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    city TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    size TEXT NOT NULL DEFAULT '',              -- residents a year, as the person writes it
    hospital TEXT NOT NULL DEFAULT '',          -- where adults are treated
    childrens_hospital TEXT NOT NULL DEFAULT '',
    features TEXT NOT NULL DEFAULT '',
    tracks TEXT NOT NULL DEFAULT '',
    clinic TEXT NOT NULL DEFAULT '',            -- how the continuity clinic is organised
    imgs TEXT NOT NULL DEFAULT '',              -- past and present international graduates
    j1 TEXT NOT NULL DEFAULT 'unknown' CHECK (j1 IN ('yes', 'no', 'unknown')),
    h1b TEXT NOT NULL DEFAULT 'unknown' CHECK (h1b IN ('yes', 'no', 'unknown')),
    visa_source TEXT NOT NULL DEFAULT '',       -- where that was read or heard
    people TEXT NOT NULL DEFAULT '',
    likes TEXT NOT NULL DEFAULT '',
    ask_director TEXT NOT NULL DEFAULT '',      -- one question a line
    ask_faculty TEXT NOT NULL DEFAULT '',
    ask_residents TEXT NOT NULL DEFAULT '',
    day TEXT,                                   -- NULL: no interview yet; else 2026-12-03
    time TEXT,                                  -- NULL: not known yet; else 09:00
    zone TEXT,                                  -- NULL: not chosen yet; else America/New_York
    format TEXT NOT NULL DEFAULT 'unknown' CHECK (format IN ('virtual', 'in person', 'unknown')),
    contacts TEXT NOT NULL DEFAULT '',
    culture TEXT NOT NULL DEFAULT '',           -- from here on: notes right after the interview
    strengths TEXT NOT NULL DEFAULT '',
    concerns TEXT NOT NULL DEFAULT '',
    met TEXT NOT NULL DEFAULT '',
    noticed TEXT NOT NULL DEFAULT '',
    thanks TEXT NOT NULL DEFAULT '',            -- the thank-you as the person last left it
    thanked TEXT,                               -- NULL: not sent yet; else the day it was
    pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
CREATE UNIQUE INDEX program_pinned ON program (pinned) WHERE pinned = 1;  -- one at most
