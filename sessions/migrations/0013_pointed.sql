-- Follow-ups that go after what an answer left out: whether a mock asks them, and for each that was
-- asked, which part was missing.

ALTER TABLE mock ADD COLUMN pointed INTEGER NOT NULL DEFAULT 0 CHECK (pointed IN (0, 1));
ALTER TABLE mock_step ADD COLUMN missing TEXT;  -- NULL: not asked for a missing part; else its name
