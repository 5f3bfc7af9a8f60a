-- Models, their versions and files; datasets and their versions; which version was made from which data.

CREATE TABLE models (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (octet_length(name) BETWEEN 1 AND 255),
    owner_team_id uuid NOT NULL REFERENCES groups (id),
    accountable_id uuid NOT NULL REFERENCES principals (id),
    purpose text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 4000),
    risk_class text NOT NULL CHECK (risk_class IN ('minimal', 'limited', 'high', 'unacceptable')),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
    -- Handed out under the row's lock and never reused, so version numbers have no gaps that mean anything else.
    version_count integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    updated_at timestamptz NOT NULL,
    revision bigint NOT NULL DEFAULT 1,
    search tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', translate(name, '._-@+()', '       ') || ' ' || name || ' ' || purpose || ' ' || description)
    ) STORED
);
CREATE INDEX models_search ON models USING gin (search);
CREATE INDEX models_owner_team ON models (owner_team_id, name);

-- Content that the store holds; a file row can only name content that is recorded here.
CREATE TABLE contents (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
    size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
    created_at timestamptz NOT NULL
);

CREATE TABLE model_versions (
    id uuid PRIMARY KEY,
    model_id uuid NOT NULL REFERENCES models (id),
    number integer NOT NULL CHECK (number > 0),
    state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'sealed')),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
    manifest_digest bytea CHECK (octet_length(manifest_digest) = 32),
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    sealed_at timestamptz,
    revision bigint NOT NULL DEFAULT 1,
    UNIQUE (model_id, number),
    CHECK ((state = 'sealed') = (manifest_digest IS NOT NULL AND sealed_at IS NOT NULL))
);

CREATE TABLE version_files (
    version_id uuid NOT NULL REFERENCES model_versions (id),
    path text NOT NULL CHECK (octet_length(path) BETWEEN 1 AND 1024),
    digest bytea NOT NULL REFERENCES contents (digest),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (version_id, path)
);
CREATE INDEX version_files_digest ON version_files (digest);

CREATE TABLE datasets (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (octet_length(name) BETWEEN 1 AND 255),
    owner_team_id uuid NOT NULL REFERENCES groups (id),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
    version_count integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    revision bigint NOT NULL DEFAULT 1
);

CREATE TABLE dataset_versions (
    id uuid PRIMARY KEY,
    dataset_id uuid NOT NULL REFERENCES datasets (id),
    number integer NOT NULL CHECK (number > 0),
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    digest_origin text NOT NULL CHECK (digest_origin IN ('computed', 'claimed')),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 20000),
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    UNIQUE (dataset_id, number)
);

CREATE TABLE dataset_version_files (
    version_id uuid NOT NULL REFERENCES dataset_versions (id),
    path text NOT NULL CHECK (octet_length(path) BETWEEN 1 AND 1024),
    digest bytea NOT NULL REFERENCES contents (digest),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (version_id, path)
);

CREATE TABLE lineage_edges (
    model_version_id uuid NOT NULL REFERENCES model_versions (id),
    dataset_version_id uuid NOT NULL REFERENCES dataset_versions (id),
    role text NOT NULL CHECK (role IN ('training', 'validation', 'evaluation')),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (model_version_id, dataset_version_id, role)
);
CREATE INDEX lineage_edges_dataset_version ON lineage_edges (dataset_version_id);

-- What is sealed stays as it is, whoever asks.
CREATE FUNCTION refuse_change_of_sealed() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM model_versions
               WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.version_id ELSE NEW.version_id END
               AND state = 'sealed') THEN
        RAISE EXCEPTION 'a sealed version never changes' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER sealed_stays BEFORE INSERT OR UPDATE OR DELETE ON version_files
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_sealed();

GRANT SELECT, INSERT, UPDATE ON models, model_versions, datasets TO assay_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON version_files TO assay_app;
GRANT SELECT, INSERT ON contents, dataset_versions, dataset_version_files, lineage_edges TO assay_app;
GRANT SELECT ON models, model_versions, version_files, contents, datasets, dataset_versions, dataset_version_files,
    lineage_edges TO assay_auditor;
