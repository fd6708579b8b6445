-- Lists and trends read small things only: never the documents, and one row for all measures of an
-- analysis instead of one for each.

CREATE TABLE measures (
    analysis_id INTEGER PRIMARY KEY REFERENCES analysis (id) ON DELETE CASCADE,
    found TEXT NOT NULL         -- JSON object: name in the catalogue to value; null is undefined
);
INSERT INTO measures (analysis_id, found)
SELECT analysis_id, json_group_object(name, value) FROM measure GROUP BY analysis_id;
DROP TABLE measure;

ALTER TABLE analysis ADD COLUMN
    own_fillers TEXT;           -- NULL: not noted; else a sorted JSON list of what was counted too

-- Covers all that lists read of an analysis, which lies beside its large document.
DROP INDEX analysis_by_answer;
CREATE INDEX analysis_by_answer
ON analysis (answer_id, id, version, transcribed, model, overall, own_fillers);
