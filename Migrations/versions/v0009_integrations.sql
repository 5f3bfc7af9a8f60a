-- What other programs hook into: webhooks, traces, evaluation datasets.

CREATE TABLE webhooks (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 63),
    url text NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 1000),
    events text[] NOT NULL CHECK (cardinality(events) BETWEEN 1 AND 50),
    -- Sealed under the key-encryption key; null: deliveries are not signed.
    secret bytea CHECK (octet_length(secret) <= 4096),
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    updated_at timestamptz NOT NULL,
    -- Its deliveries stay readable.
    deleted_at timestamptz
);
CREATE INDEX webhooks_created_by ON webhooks (created_by, id) WHERE deleted_at IS NULL;

CREATE TABLE webhook_deliveries (
    id uuid PRIMARY KEY,
    webhook_id uuid NOT NULL REFERENCES webhooks (id),
    -- The order in which a webhook's deliveries are sent.
    position bigint GENERATED ALWAYS AS IDENTITY,
    event text NOT NULL,
    body text NOT NULL CHECK (octet_length(body) <= 1048576),
    -- The audit entry of the change that is told.
    effect_id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'delivered', 'failed', 'dropped')),
    attempts integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    -- Until then one server is sending it.
    leased_until timestamptz,
    response_status integer,
    problem text CHECK (length(problem) <= 2000),
    created_at timestamptz NOT NULL,
    finished_at timestamptz
);
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (webhook_id, position) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_log ON webhook_deliveries (webhook_id, position DESC);
CREATE INDEX webhook_deliveries_finished ON webhook_deliveries (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE traces (
    -- Made by the client: tr- and 32 hexadecimal digits.
    id text PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
    experiment_id bigint NOT NULL REFERENCES experiments (id),
    client_request_id text CHECK (length(client_request_id) <= 250),
    state text NOT NULL CHECK (state IN ('STATE_UNSPECIFIED', 'OK', 'ERROR', 'IN_PROGRESS')),
    requested_at_ms bigint NOT NULL,
    duration_ms bigint,
    request_preview text CHECK (length(request_preview) <= 100000),
    response_preview text CHECK (length(response_preview) <= 100000),
    -- Whether the client has told of the trace itself, not only of its spans.
    is_described boolean NOT NULL,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    -- From then on nothing of the trace is kept but this row.
    deleted_at timestamptz
);
CREATE INDEX traces_experiment ON traces (experiment_id, requested_at_ms DESC, id) WHERE deleted_at IS NULL;

CREATE TABLE trace_metadata (
    trace_id text NOT NULL REFERENCES traces (id),
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
    value text NOT NULL CHECK (length(value) <= 100000),
    PRIMARY KEY (trace_id, key)
);
CREATE INDEX trace_metadata_value ON trace_metadata (key, "left"(value, 200));

CREATE TABLE trace_tags (
    trace_id text NOT NULL REFERENCES traces (id),
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
    value text NOT NULL CHECK (length(value) <= 100000),
    PRIMARY KEY (trace_id, key)
);
CREATE INDEX trace_tags_value ON trace_tags (key, "left"(value, 200));

CREATE TABLE trace_spans (
    trace_id text NOT NULL REFERENCES traces (id),
    -- Sixteen hexadecimal digits.
    id text NOT NULL CHECK (length(id) <= 16),
    parent_id text CHECK (length(parent_id) <= 16),
    name text NOT NULL,
    kind text NOT NULL DEFAULT '',
    status text NOT NULL,
    started_at_ns bigint NOT NULL,
    ended_at_ns bigint NOT NULL,
    -- The span in the JSON form of OpenTelemetry's protocol buffers.
    content text NOT NULL,
    PRIMARY KEY (trace_id, id)
);

CREATE TABLE trace_assessments (
    id text PRIMARY KEY CHECK (length(id) <= 64),
    trace_id text NOT NULL REFERENCES traces (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 250),
    kind text NOT NULL CHECK (kind IN ('feedback', 'expectation', 'issue')),
    -- What filters compare: the value when it is a word, a number or a flag.
    compared_text text,
    compared_number double precision,
    -- False once another assessment took its place.
    is_valid boolean NOT NULL DEFAULT true,
    -- The assessment as it travels.
    content text NOT NULL CHECK (octet_length(content) <= 1048576),
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id)
);
CREATE INDEX trace_assessments_trace ON trace_assessments (trace_id, id);

-- Which run traces belong to, and which prompts they made use of. A trace may be told of after its links.
CREATE TABLE trace_links (
    trace_id text NOT NULL CHECK (length(trace_id) BETWEEN 1 AND 64),
    kind text NOT NULL CHECK (kind IN ('run', 'prompt')),
    -- A run's 32 hexadecimal digits, or a prompt's name/version.
    target text NOT NULL CHECK (length(target) BETWEEN 1 AND 400),
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (trace_id, kind, target)
);
CREATE INDEX trace_links_target ON trace_links (kind, target, trace_id);

CREATE TABLE evaluation_datasets (
    id uuid PRIMARY KEY,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    tags jsonb NOT NULL DEFAULT '{}',
    -- Over name and records; see the code that computes it.
    digest text NOT NULL,
    -- What the client said of itself.
    user_claim text NOT NULL DEFAULT '' CHECK (length(user_claim) <= 256),
    owner_team_id uuid REFERENCES groups (id),
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    updated_at timestamptz NOT NULL,
    deleted_at timestamptz
);
CREATE INDEX evaluation_datasets_name ON evaluation_datasets (name, id) WHERE deleted_at IS NULL;
CREATE INDEX evaluation_datasets_created ON evaluation_datasets (created_at DESC, id) WHERE deleted_at IS NULL;

CREATE TABLE evaluation_dataset_experiments (
    dataset_id uuid NOT NULL REFERENCES evaluation_datasets (id),
    experiment_id bigint NOT NULL REFERENCES experiments (id),
    PRIMARY KEY (dataset_id, experiment_id)
);
CREATE INDEX evaluation_dataset_experiments_experiment ON evaluation_dataset_experiments (experiment_id);

CREATE TABLE evaluation_records (
    id uuid PRIMARY KEY,
    dataset_id uuid NOT NULL REFERENCES evaluation_datasets (id),
    -- SHA-256 of the canonical inputs: the same inputs are the same record.
    inputs_digest bytea NOT NULL CHECK (octet_length(inputs_digest) = 32),
    -- The record as it travels, with inputs, expectations, outputs, tags and source.
    content text NOT NULL CHECK (octet_length(content) <= 4194304),
    user_claim text NOT NULL DEFAULT '' CHECK (length(user_claim) <= 256),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by uuid NOT NULL REFERENCES principals (id),
    UNIQUE (dataset_id, inputs_digest)
);
CREATE INDEX evaluation_records_dataset ON evaluation_records (dataset_id, id);

GRANT SELECT, INSERT, UPDATE ON webhooks, traces, evaluation_datasets TO assay_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_deliveries, trace_metadata, trace_tags, trace_spans,
    trace_assessments, trace_links, evaluation_dataset_experiments, evaluation_records TO assay_app;
GRANT SELECT ON webhooks, webhook_deliveries, traces, trace_metadata, trace_tags, trace_spans, trace_assessments,
    trace_links, evaluation_datasets, evaluation_dataset_experiments, evaluation_records TO assay_auditor;
