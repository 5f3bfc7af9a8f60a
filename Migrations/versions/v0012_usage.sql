-- What models were used for: one row a request, written once.

-- No foreign keys: an account is never refused for what it names, and neither principals nor groups are ever deleted.
CREATE TABLE inference_usage (
    -- Version 7, so that rows come in the order of the index; a row that is written again is passed over.
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    -- Null for work that nobody asked for.
    principal_id uuid,
    -- The principal's first team by name at that time.
    team_id uuid,
    kind text NOT NULL CHECK (kind IN ('embeddings', 'rerank', 'answer', 'import')),
    model_name text NOT NULL,
    model_version text NOT NULL,
    model_digest bytea NOT NULL CHECK (octet_length(model_digest) = 32),
    texts integer NOT NULL,
    tokens_read bigint NOT NULL,
    tokens_computed bigint NOT NULL,
    texts_reused integer NOT NULL,
    compute_us bigint NOT NULL,
    queue_us bigint NOT NULL,
    batch_share real NOT NULL
);
-- Rows lie in the order of time, so that an index of some pages finds any time.
CREATE INDEX inference_usage_at ON inference_usage USING brin (at) WITH (pages_per_range = 32, autosummarize = on);

-- The application adds and reads; it forgets through this function alone, and nothing younger than 400 days.
CREATE FUNCTION forget_inference_usage(rows_max bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
DECLARE
    forgotten bigint;
BEGIN
    DELETE FROM inference_usage WHERE id IN (
        SELECT id FROM inference_usage WHERE at < clock_timestamp() - interval '400 days' LIMIT rows_max
    );
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END
$$;
REVOKE ALL ON FUNCTION forget_inference_usage(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_inference_usage(bigint) TO assay_app;

GRANT SELECT, INSERT ON inference_usage TO assay_app;
GRANT SELECT ON inference_usage TO assay_auditor;
