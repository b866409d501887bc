CREATE OR REPLACE TEMP TABLE fingerprint_before AS FROM fingerprint
