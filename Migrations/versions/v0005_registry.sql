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
ALTER TABLE models
    ADD COLUMN intended_use text NOT NULL DEFAULT '' CHECK (length(intended_use) <= 8000),
    ADD COLUMN restrictions text NOT NULL DEFAULT '' CHECK (length(restrictions) <= 8000),
    -- A deleted model keeps its row and all that hangs on it; its name is free again.
    ADD COLUMN deleted_at timestamptz;
ALTER TABLE models DROP CONSTRAINT models_name_key;
CREATE UNIQUE INDEX models_name ON models (name) WHERE deleted_at IS NULL;
CREATE INDEX models_updated ON models (updated_at, name) WHERE deleted_at IS NULL;
CREATE INDEX models_deleted ON models (name, id) WHERE deleted_at IS NOT NULL;

ALTER TABLE model_versions
    ADD COLUMN lifecycle text NOT NULL DEFAULT 'draft' CHECK (lifecycle IN ('draft', 'candidate', 'staging', 'shadow',
        'canary', 'production', 'deprecated', 'retired')),
    ADD COLUMN source text CHECK (length(source) <= 2000),
    ADD COLUMN storage_location text CHECK (length(storage_location) <= 2000),
    ADD COLUMN run_id text CHECK (length(run_id) <= 64),
    ADD COLUMN logged_model_id text CHECK (length(logged_model_id) <= 64),
    -- The run or logged model whose files the version took: who may not read them there may not read them here.
    ADD COLUMN files_kind text CHECK (files_kind IN ('run', 'logged_model')),
    ADD COLUMN files_owner text CHECK (length(files_owner) <= 64),
    ADD COLUMN run_link text CHECK (length(run_link) <= 2000),
    -- Of the files named now: kept beside them, so that a listing counts nothing.
    ADD COLUMN file_count integer NOT NULL DEFAULT 0 CHECK (file_count >= 0),
    ADD COLUMN size_bytes bigint NOT NULL DEFAULT 0 CHECK (size_bytes >= 0),
    ADD COLUMN updated_at timestamptz,
    ADD COLUMN deleted_at timestamptz;
UPDATE model_versions v SET
    updated_at = coalesce(v.sealed_at, v.created_at),
    lifecycle = CASE v.state WHEN 'sealed' THEN 'candidate' ELSE 'draft' END,
    file_count = (SELECT count(*) FROM version_files f WHERE f.version_id = v.id),
    size_bytes = (SELECT coalesce(sum(c.size_bytes), 0) FROM version_files f JOIN contents c ON c.digest = f.digest
        WHERE f.version_id = v.id);
ALTER TABLE model_versions ALTER COLUMN updated_at SET NOT NULL;
-- The newest of each lifecycle, which is what MLflow's stages are answered from.
CREATE INDEX model_versions_lifecycle ON model_versions (model_id, lifecycle, number DESC) WHERE deleted_at IS NULL;
CREATE INDEX model_versions_updated ON model_versions (updated_at DESC) WHERE deleted_at IS NULL;
CREATE INDEX model_versions_created ON model_versions (created_at) WHERE deleted_at IS NULL;
CREATE INDEX model_versions_run ON model_versions (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX model_versions_logged_model ON model_versions (logged_model_id) WHERE logged_model_id IS NOT NULL;
CREATE INDEX model_versions_source ON model_versions USING hash (source) WHERE source IS NOT NULL;

-- Values are long and an index entry is not, so the indexes hold their beginning.
CREATE TABLE model_tags (
    model_id uuid NOT NULL REFERENCES models (id),
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
    value text NOT NULL CHECK (length(value) <= 100000),
    PRIMARY KEY (model_id, key)
);
CREATE INDEX model_tags_value ON model_tags (key, "left"(value, 200));

CREATE TABLE version_tags (
    version_id uuid NOT NULL REFERENCES model_versions (id),
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 250),
    value text NOT NULL CHECK (length(value) <= 100000),
    PRIMARY KEY (version_id, key)
);
CREATE INDEX version_tags_value ON version_tags (key, "left"(value, 200));

CREATE TABLE model_aliases (
    model_id uuid NOT NULL REFERENCES models (id),
    alias text NOT NULL CHECK (length(alias) BETWEEN 1 AND 255),
    version_id uuid NOT NULL REFERENCES model_versions (id),
    set_at timestamptz NOT NULL,
    set_by uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (model_id, alias)
);
CREATE INDEX model_aliases_version ON model_aliases (version_id);

-- History. effect_id is the id of the audit entry; rows are written once, and position tells which came first.
CREATE TABLE lifecycle_changes (
    version_id uuid NOT NULL REFERENCES model_versions (id),
    effect_id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    -- Null: the version was made.
    from_lifecycle text,
    to_lifecycle text NOT NULL,
    reason text CHECK (length(reason) <= 500),
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL,
    PRIMARY KEY (version_id, effect_id)
);

CREATE TABLE alias_changes (
    model_id uuid NOT NULL REFERENCES models (id),
    effect_id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    alias text NOT NULL,
    -- Null on the one side: the alias was new; on the other: it was removed.
    from_version_id uuid REFERENCES model_versions (id),
    to_version_id uuid REFERENCES model_versions (id),
    reason text CHECK (length(reason) <= 500),
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (model_id, effect_id, alias)
);

CREATE TABLE ownership_changes (
    model_id uuid NOT NULL REFERENCES models (id),
    effect_id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    from_team_id uuid NOT NULL REFERENCES groups (id),
    to_team_id uuid NOT NULL REFERENCES groups (id),
    from_accountable_id uuid NOT NULL REFERENCES principals (id),
    to_accountable_id uuid NOT NULL REFERENCES principals (id),
    reason text CHECK (length(reason) <= 500),
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (model_id, effect_id)
);

CREATE TABLE name_changes (
    model_id uuid NOT NULL REFERENCES models (id),
    effect_id uuid NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    from_name text NOT NULL,
    to_name text NOT NULL,
    reason text CHECK (length(reason) <= 500),
    changed_at timestamptz NOT NULL,
    changed_by uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (model_id, effect_id)
);
CREATE INDEX alias_changes_order ON alias_changes (model_id, position);
CREATE INDEX ownership_changes_order ON ownership_changes (model_id, position);
CREATE INDEX name_changes_order ON name_changes (model_id, position);
CREATE INDEX name_changes_from_name ON name_changes (from_name);

GRANT SELECT, INSERT, UPDATE, DELETE ON model_tags, version_tags, model_aliases TO assay_app;
GRANT SELECT, INSERT ON lifecycle_changes, alias_changes, ownership_changes, name_changes TO assay_app;
GRANT SELECT ON model_tags, version_tags, model_aliases, lifecycle_changes, alias_changes, ownership_changes,
    name_changes TO assay_auditor;

-- Who makes a model or a version is the principal who was just authenticated, and principals are never deleted. To look
-- each of them up again would lock the same few rows from all sides at every insert.
ALTER TABLE models DROP CONSTRAINT models_created_by_fkey;
ALTER TABLE model_versions DROP CONSTRAINT model_versions_created_by_fkey;
