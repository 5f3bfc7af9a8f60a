-- What MLflow's registry knows of a model beyond its first registration: lifecycle, aliases, tags, sources, history.

ALTER TABLE principals DROP CONSTRAINT principals_roles_check;
ALTER TABLE principals ADD CONSTRAINT principals_roles_check
    CHECK (roles <@ ARRAY['admin', 'ml_engineer', 'approver', 'reviewer', 'employee', 'service']);
ALTER TABLE groups DROP CONSTRAINT groups_roles_check;
ALTER TABLE groups ADD CONSTRAINT groups_roles_check
    CHECK (roles <@ ARRAY['admin', 'ml_engineer', 'approver', 'reviewer', 'employee', 'service']);

-- Owns what was registered without saying whose it is, until somebody takes it over.
INSERT INTO groups (id, name, created_at) VALUES ('00000000-0000-7000-8000-000000000001', 'unassigned', now())
    ON CONFLICT DO NOTHING;

ALTER TABLE models DROP CONSTRAINT models_purpose_check;
ALTER TABLE models ADD CONSTRAINT models_purpose_check CHECK (length(purpose) <= 4000);
ALTER TABLE models DROP CONSTRAINT models_risk_class_check;
ALTER TABLE models ADD CONSTRAINT models_risk_class_check
    CHECK (risk_class IN ('unclassified', 'minimal', 'limited', 'high', 'unacceptable'));
-- A deleted model keeps its row and all that hangs on it; its name is free again.
ALTER TABLE models ADD COLUMN deleted_at timestamptz;
ALTER TABLE models DROP CONSTRAINT models_name_key;
CREATE UNIQUE INDEX models_name ON models (name) WHERE deleted_at IS NULL;

ALTER TABLE model_versions
    ADD COLUMN lifecycle text NOT NULL DEFAULT 'draft' CHECK (lifecycle IN ('draft', 'candidate', 'staging', 'shadow',
        'canary', 'production', 'deprecated', 'retired')),
    ADD COLUMN source text CHECK (length(source) <= 2000),
    ADD COLUMN storage_location text CHECK (length(storage_location) <= 2000),
    ADD COLUMN run_id text CHECK (length(run_id) <= 64),
    ADD COLUMN logged_model_id text CHECK (length(logged_model_id) <= 64),
    ADD COLUMN run_link text CHECK (length(run_link) <= 2000),
    ADD COLUMN updated_at timestamptz,
    ADD COLUMN deleted_at timestamptz;

CREATE TABLE model_tags (
    model_id uuid NOT NULL REFERENCES models (id),
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
    value text NOT NULL CHECK (length(value) <= 100000),
    PRIMARY KEY (model_id, key)
);

CREATE TABLE version_tags (
    version_id uuid NOT NULL REFERENCES model_versions (id),
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
    value text NOT NULL CHECK (length(value) <= 100000),
    PRIMARY KEY (version_id, key)
);

CREATE TABLE model_aliases (
    model_id uuid NOT NULL REFERENCES models (id),
    alias text NOT NULL CHECK (length(alias) BETWEEN 1 AND 255),
    version_id uuid NOT NULL REFERENCES model_versions (id),
    set_at timestamptz NOT NULL,
    set_by uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (model_id, alias)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON model_tags, version_tags, model_aliases TO assay_app;
GRANT SELECT ON model_tags, version_tags, model_aliases TO assay_auditor;
