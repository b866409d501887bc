SELECT * FROM ops.host ORDER BY host
