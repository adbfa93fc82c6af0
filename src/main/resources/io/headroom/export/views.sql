-- The method's queries, in SQL that DuckDB and PostgreSQL both understand. Every statement ends with a semicolon at the end of a line.

CREATE VIEW messages AS
SELECT *, name <> 'score (settling)' AS measured
FROM requests
WHERE groups IS NOT NULL OR name NOT IN ('smoke', 'readiness probe');

CREATE VIEW messages_received AS
SELECT run, client, count(*) AS messages, count(*) FILTER (WHERE measured) AS measured,
       min(time) AS first_time, max(time) AS last_time
FROM messages
GROUP BY run, client
ORDER BY run, client;

CREATE VIEW errors_by_client AS
SELECT run, client, state, error, count(*) AS messages, min(time) AS first_time, max(time) AS last_time
FROM messages
WHERE state <> 'ok'
GROUP BY run, client, state, error
ORDER BY run, client, messages DESC, state, error;

CREATE VIEW latency_over_time AS
SELECT run, date_trunc('second', time + latency * INTERVAL '1 millisecond') AS ended,
       count(*) AS messages, count(*) FILTER (WHERE state = 'ok') AS good,
       avg(latency) FILTER (WHERE state = 'ok') AS average_latency,
       max(latency) FILTER (WHERE state = 'ok') AS longest_latency
FROM messages
GROUP BY run, ended
ORDER BY run, ended;

CREATE VIEW client_totals AS
SELECT run, client, count(*) AS messages,
       count(*) FILTER (WHERE state = 'ok') AS good,
       count(*) FILTER (WHERE state <> 'ok') AS bad,
       CAST(count(*) FILTER (WHERE state = 'ok') AS DOUBLE PRECISION) / count(*) AS success_rate,
       avg(latency) FILTER (WHERE state = 'ok') AS average_latency,
       count(DISTINCT error) AS distinct_errors,
       min(time + latency * INTERVAL '1 millisecond') FILTER (WHERE state = 'ok') AS first_success,
       max(time + latency * INTERVAL '1 millisecond') FILTER (WHERE state = 'ok') AS last_success,
       min(time + latency * INTERVAL '1 millisecond') FILTER (WHERE state <> 'ok') AS first_error,
       max(time + latency * INTERVAL '1 millisecond') FILTER (WHERE state <> 'ok') AS last_error
FROM messages
GROUP BY run, client
ORDER BY run, client;

CREATE VIEW success_rate AS
SELECT run, client, count(*) AS messages, count(*) FILTER (WHERE state = 'ok') AS good,
       CAST(count(*) FILTER (WHERE state = 'ok') AS DOUBLE PRECISION) / count(*) AS success_rate
FROM messages
GROUP BY run, ROLLUP (client)
ORDER BY run, client NULLS LAST;

COMMENT ON VIEW messages IS 'Scoring requests: every request except the smoke call and the readiness probes; measured is false for those sent while a step settled';
COMMENT ON VIEW messages_received IS 'Number of messages of each client, and when the first and the last one was sent';
COMMENT ON VIEW errors_by_client IS 'Distinct errors of each client, with how often and when they occurred';
COMMENT ON VIEW latency_over_time IS 'Latency in ms of the good messages, by the second (UTC) in which they ended';
COMMENT ON VIEW client_totals IS 'Totals of each client: good and bad messages, success rate (0 to 1), and when the first and last success and the first and last error were answered';
COMMENT ON VIEW success_rate IS 'Share of good messages, 0 to 1, of each client; the row whose client is NULL is for the run';
