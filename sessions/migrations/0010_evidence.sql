-- An overall score rests on words and on enough of them: one that earlier versions gave for seven
-- seconds, or from the sound alone, is taken back. The documents keep what was found.

UPDATE analysis SET overall = NULL
WHERE overall IS NOT NULL AND (
    transcribed = 0
    OR EXISTS (
        SELECT 1 FROM measures AS m JOIN answer AS a ON a.id = analysis.answer_id
        WHERE m.analysis_id = analysis.id
        AND round(json_extract(m.found, '$.answer_length'))
            < max(min(30, a.target_min), a.target_min / 2.0)
    )
);
