-- Which content lies where in the trees of runs, logged models and traces.

CREATE TABLE artifacts (
    owner_kind text NOT NULL CHECK (owner_kind IN ('run', 'logged_model', 'trace')),
    -- As in MLflow's paths: 32 hexadecimal digits, m-… or tr-….
    owner_id text NOT NULL CHECK (length(owner_id) BETWEEN 1 AND 64),
    path text NOT NULL CHECK (octet_length(path) BETWEEN 1 AND 1024),
    experiment_id bigint NOT NULL REFERENCES experiments (id),
    digest bytea NOT NULL REFERENCES contents (digest),
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (owner_kind, owner_id, path)
);
CREATE INDEX artifacts_digest ON artifacts (digest);

GRANT SELECT, INSERT, UPDATE, DELETE ON artifacts TO assay_app;
GRANT SELECT ON artifacts TO assay_auditor;
