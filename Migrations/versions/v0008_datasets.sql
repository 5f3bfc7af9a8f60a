-- Datasets under governance, what was checked of them, the features read from them, and where versions run.

ALTER TABLE datasets
    ADD COLUMN accountable_id uuid REFERENCES principals (id),
    ADD COLUMN purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 4000),
    ADD COLUMN licence text CHECK (length(licence) BETWEEN 1 AND 2000),
    -- What nobody has classified counts as the most sensitive.
    ADD COLUMN sensitivity text NOT NULL DEFAULT 'restricted'
        CHECK (sensitivity IN ('public', 'internal', 'confidential', 'restricted')),
    ADD COLUMN residency text[] NOT NULL DEFAULT '{}' CHECK (cardinality(residency) <= 50),
    ADD COLUMN retention_days integer CHECK (retention_days BETWEEN 1 AND 36500),
    ADD COLUMN retention_until timestamptz,
    ADD COLUMN retention_action text CHECK (retention_action IN ('delete', 'anonymise', 'archive', 'review')),
    ADD COLUMN updated_at timestamptz,
    ADD COLUMN search tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', translate(name, '._-@+()', '       ') || ' ' || name || ' ' || purpose || ' ' || description)
    ) STORED,
    ADD CONSTRAINT datasets_retention_check
        CHECK (num_nonnulls(retention_days, retention_until) = num_nonnulls(retention_action));
UPDATE datasets SET updated_at = created_at;
ALTER TABLE datasets ALTER COLUMN updated_at SET NOT NULL;
CREATE INDEX datasets_search ON datasets USING gin (search);
CREATE INDEX datasets_residency ON datasets USING gin (residency);
CREATE INDEX datasets_owner_team ON datasets (owner_team_id, name);
CREATE INDEX datasets_sensitivity ON datasets (sensitivity, name);
CREATE INDEX datasets_licence ON datasets (lower(licence), name);

-- licence and sensitivity are what the dataset said when the version was made.
ALTER TABLE dataset_versions
    ADD COLUMN licence text CHECK (length(licence) BETWEEN 1 AND 2000),
    ADD COLUMN sensitivity text NOT NULL DEFAULT 'restricted'
        CHECK (sensitivity IN ('public', 'internal', 'confidential', 'restricted')),
    ADD COLUMN row_count bigint CHECK (row_count >= 0),
    ADD COLUMN source_uri text CHECK (length(source_uri) BETWEEN 1 AND 2000),
    ADD COLUMN schema jsonb,
    ADD COLUMN schema_digest bytea CHECK (octet_length(schema_digest) = 32),
    ADD COLUMN column_count integer CHECK (column_count BETWEEN 1 AND 5000),
    ADD CONSTRAINT dataset_versions_schema_check
        CHECK (num_nonnulls(schema, schema_digest, column_count) IN (0, 3));

-- Append-only but for is_latest, which marks the newest result under each name, so that a version's summary costs the
-- same however long its history is.
CREATE TABLE dataset_checks (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version_id uuid NOT NULL REFERENCES dataset_versions (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    kind text NOT NULL CHECK (kind IN ('completeness', 'uniqueness', 'validity', 'range', 'consistency', 'freshness',
        'volume', 'schema', 'distribution', 'fairness', 'privacy', 'custom')),
    expectation jsonb NOT NULL,
    -- NULL: nothing was observed, or what was is not a number.
    observed jsonb,
    outcome text NOT NULL CHECK (outcome IN ('pass', 'warn', 'fail')),
    reason text NOT NULL CHECK (length(reason) <= 4000),
    tool text NOT NULL DEFAULT '' CHECK (length(tool) <= 255),
    run_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by uuid NOT NULL REFERENCES principals (id),
    is_latest boolean NOT NULL DEFAULT false,
    CHECK (observed IS NOT NULL OR outcome = 'fail')
);
CREATE INDEX dataset_checks_version ON dataset_checks (version_id, number);
CREATE INDEX dataset_checks_name ON dataset_checks (version_id, name, run_at DESC, number DESC);
CREATE INDEX dataset_checks_latest ON dataset_checks (version_id, name) WHERE is_latest;

CREATE TABLE feature_sets (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (octet_length(name) BETWEEN 1 AND 255),
    owner_team_id uuid NOT NULL REFERENCES groups (id),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
    contract_count integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id)
);
CREATE INDEX feature_sets_owner_team ON feature_sets (owner_team_id, name);

CREATE TABLE feature_contracts (
    id uuid PRIMARY KEY,
    feature_set_id uuid NOT NULL REFERENCES feature_sets (id),
    number integer NOT NULL CHECK (number > 0),
    -- Over the canonical JSON of the features, so that two contracts that promise the same have the same digest.
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    UNIQUE (feature_set_id, number)
);

-- dataset_version_id: the lineage edge from a contract to the dataset version its feature is read from.
CREATE TABLE contract_features (
    contract_id uuid NOT NULL REFERENCES feature_contracts (id),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    type text NOT NULL CHECK (length(type) BETWEEN 1 AND 500),
    is_nullable boolean NOT NULL,
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 4000),
    source_digest bytea NOT NULL CHECK (octet_length(source_digest) = 32),
    entity_keys text[] NOT NULL CHECK (cardinality(entity_keys) BETWEEN 1 AND 16),
    dataset_version_id uuid REFERENCES dataset_versions (id),
    PRIMARY KEY (contract_id, name)
);
CREATE INDEX contract_features_dataset_version ON contract_features (dataset_version_id);

-- The lineage edge from a model version to the contract it was trained on; ended edges are history.
CREATE TABLE version_contracts (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model_version_id uuid NOT NULL REFERENCES model_versions (id),
    contract_id uuid NOT NULL REFERENCES feature_contracts (id),
    set_at timestamptz NOT NULL,
    set_by uuid NOT NULL REFERENCES principals (id),
    ended_at timestamptz
);
CREATE UNIQUE INDEX version_contracts_current ON version_contracts (model_version_id) WHERE ended_at IS NULL;
CREATE INDEX version_contracts_contract ON version_contracts (contract_id) WHERE ended_at IS NULL;

-- A name has one class for ever, so that nobody calls production a test.
CREATE TABLE deployment_environments (
    name text PRIMARY KEY CHECK (octet_length(name) BETWEEN 1 AND 255),
    class text NOT NULL CHECK (class IN ('development', 'test', 'staging', 'production')),
    created_at timestamptz NOT NULL,
    created_by uuid REFERENCES principals (id)
);
INSERT INTO deployment_environments (name, class, created_at)
    SELECT class, class, now() FROM unnest(ARRAY['development', 'test', 'staging', 'production']) AS known (class);

-- The lineage edge from a model version to where it runs or ran; rows end and are never deleted.
CREATE TABLE deployments (
    id uuid PRIMARY KEY,
    model_id uuid NOT NULL REFERENCES models (id),
    model_version_id uuid NOT NULL REFERENCES model_versions (id),
    -- What the version held and where its lifecycle stood when it was deployed.
    version_digest bytea CHECK (octet_length(version_digest) = 32),
    version_lifecycle text NOT NULL CHECK (length(version_lifecycle) <= 64),
    environment text NOT NULL REFERENCES deployment_environments (name),
    endpoint_url text CHECK (length(endpoint_url) BETWEEN 1 AND 2000),
    cluster text CHECK (length(cluster) BETWEEN 1 AND 255),
    namespace text CHECK (length(namespace) BETWEEN 1 AND 255),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 4000),
    deployed_at timestamptz NOT NULL,
    deployed_by uuid NOT NULL REFERENCES principals (id),
    recorded_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'ended')),
    ended_at timestamptz,
    ended_by uuid REFERENCES principals (id),
    end_reason text CHECK (length(end_reason) <= 4000),
    replaced_by uuid REFERENCES deployments (id),
    CHECK (num_nonnulls(endpoint_url, cluster) >= 1 AND (namespace IS NULL OR cluster IS NOT NULL)),
    CHECK ((status = 'ended') = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
    CHECK (replaced_by IS NULL OR status = 'ended')
);
CREATE INDEX deployments_model ON deployments (model_id, id);
CREATE INDEX deployments_environment ON deployments (environment, id);
CREATE INDEX deployments_version ON deployments (model_version_id);
CREATE INDEX deployments_replaced_by ON deployments (replaced_by) WHERE replaced_by IS NOT NULL;
CREATE INDEX deployments_active_model ON deployments (model_id, id) WHERE status = 'active';
CREATE INDEX deployments_active_environment ON deployments (environment, id) WHERE status = 'active';

GRANT UPDATE (row_count, source_uri, schema, schema_digest, column_count) ON dataset_versions TO assay_app;
GRANT SELECT, INSERT ON dataset_checks, feature_contracts, contract_features, version_contracts,
    deployment_environments, deployments TO assay_app;
GRANT UPDATE (is_latest) ON dataset_checks TO assay_app;
GRANT SELECT, INSERT, UPDATE ON feature_sets TO assay_app;
GRANT UPDATE (ended_at) ON version_contracts TO assay_app;
GRANT UPDATE (status, ended_at, ended_by, end_reason, replaced_by) ON deployments TO assay_app;
GRANT SELECT ON dataset_checks, feature_sets, feature_contracts, contract_features, version_contracts,
    deployment_environments, deployments TO assay_auditor;
