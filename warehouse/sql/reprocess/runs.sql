-- Which run loaded each version: that which had it before where the version tells the same, else this one, if its ledger
-- row is to name the version (a capture's last); else the run that read it.
CREATE OR REPLACE TEMP TABLE version_run AS
SELECT
    now.article_id, now.revision, now.capture_id,
    before.digest IS NULL AS is_changed,
    CASE
        WHEN before.digest IS NOT NULL THEN before.run_id
        WHEN now.is_last THEN $run_id
        ELSE s.run_id
    END AS run_id
FROM fingerprint AS now
JOIN new_version AS s ON s.article_id = now.article_id AND s.revision = now.revision
LEFT JOIN fingerprint_before AS before
    ON before.article_id = now.article_id AND before.capture_id = now.capture_id AND before.nth = now.nth
    AND before.digest = now.digest
