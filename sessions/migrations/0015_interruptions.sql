-- Why sound is missing from a recording: a busy computer (overflows), or this.

ALTER TABLE answer ADD COLUMN
    interruptions INTEGER NOT NULL DEFAULT 0;  -- times the microphone fell silent and came back
