-- Which content lies where in the trees of runs, logged models and traces; uploads in parts; what protects and limits them.

CREATE TABLE artifacts (
    owner_kind text NOT NULL CHECK (owner_kind IN ('run', 'logged_model', 'trace')),
    -- As in MLflow's paths: 32 hexadecimal digits, m-… or tr-….
    owner_id text NOT NULL CHECK (length(owner_id) BETWEEN 1 AND 64),
    -- In byte order, so that what lies in one folder stands together.
    path text COLLATE "C" NOT NULL CHECK (octet_length(path) BETWEEN 1 AND 1024),
    experiment_id bigint NOT NULL REFERENCES experiments (id),
    digest bytea NOT NULL REFERENCES contents (digest),
    -- Whose storage the file counts for; null when its run or model belongs to no team.
    team_id uuid REFERENCES groups (id),
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (owner_kind, owner_id, path)
);
CREATE INDEX artifacts_digest ON artifacts (digest);
CREATE INDEX artifacts_team ON artifacts (team_id) WHERE team_id IS NOT NULL;

-- A root with a row here is open to the members of these groups and to nobody else.
CREATE TABLE artifact_restrictions (
    owner_kind text NOT NULL CHECK (owner_kind IN ('run', 'logged_model', 'trace')),
    owner_id text NOT NULL CHECK (length(owner_id) BETWEEN 1 AND 64),
    group_id uuid NOT NULL REFERENCES groups (id),
    set_at timestamptz NOT NULL,
    set_by uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (owner_kind, owner_id, group_id)
);

CREATE TABLE storage_quotas (
    team_id uuid PRIMARY KEY REFERENCES groups (id),
    bytes_max bigint NOT NULL CHECK (bytes_max >= 0),
    -- Kept by every change of an artifact of the team.
    bytes_used bigint NOT NULL,
    set_at timestamptz NOT NULL,
    set_by uuid NOT NULL REFERENCES principals (id)
);

CREATE TABLE artifact_uploads (
    id uuid PRIMARY KEY,
    owner_kind text NOT NULL CHECK (owner_kind IN ('run', 'logged_model', 'trace')),
    owner_id text NOT NULL CHECK (length(owner_id) BETWEEN 1 AND 64),
    path text NOT NULL CHECK (octet_length(path) BETWEEN 1 AND 1024),
    experiment_id bigint NOT NULL REFERENCES experiments (id),
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    expires_at timestamptz NOT NULL
);

CREATE TABLE artifact_upload_parts (
    upload_id uuid NOT NULL REFERENCES artifact_uploads (id) ON DELETE CASCADE,
    number integer NOT NULL CHECK (number BETWEEN 1 AND 10000),
    digest bytea NOT NULL REFERENCES contents (digest),
    received_at timestamptz NOT NULL,
    PRIMARY KEY (upload_id, number)
);
CREATE INDEX artifact_upload_parts_digest ON artifact_upload_parts (digest);

-- Contents that an upload is about to name: not to be collected although nothing names them yet.
CREATE TABLE content_claims (
    id uuid PRIMARY KEY,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    claimed_at timestamptz NOT NULL
);
CREATE INDEX content_claims_digest ON content_claims (digest);

-- Contents that nothing names, since when that is known.
CREATE TABLE unnamed_contents (
    digest bytea PRIMARY KEY REFERENCES contents (digest) ON DELETE CASCADE,
    since timestamptz NOT NULL
);

-- The data key of a team's encrypted contents, sealed under the key-encryption key. A null team: contents of no team.
CREATE TABLE content_keys (
    id uuid PRIMARY KEY,
    team_id uuid UNIQUE NULLS NOT DISTINCT REFERENCES groups (id),
    sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 29 AND 200),
    created_at timestamptz NOT NULL,
    sealed_at timestamptz NOT NULL
);

-- Every content that some row names, whichever tables refer to `contents` now or later.
CREATE FUNCTION named_contents() RETURNS SETOF bytea
    LANGUAGE plpgsql STABLE
    SET search_path TO public, pg_temp
    AS $$
DECLARE
    reference record;
BEGIN
    FOR reference IN
        SELECT k.conrelid::regclass AS holder, a.attname AS column_name
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.confrelid = 'contents'::regclass AND k.conrelid <> 'unnamed_contents'::regclass
    LOOP
        RETURN QUERY EXECUTE format('SELECT %I FROM %s WHERE %I IS NOT NULL',
            reference.column_name, reference.holder, reference.column_name);
    END LOOP;
END
$$;

-- The same for one content.
CREATE FUNCTION is_named_content(content bytea) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO public, pg_temp
    AS $$
DECLARE
    reference record;
    is_named boolean;
BEGIN
    FOR reference IN
        SELECT k.conrelid::regclass AS holder, a.attname AS column_name
        FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
        WHERE k.contype = 'f' AND k.confrelid = 'contents'::regclass AND k.conrelid <> 'unnamed_contents'::regclass
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I = $1)', reference.holder, reference.column_name)
            INTO is_named USING content;
        IF is_named THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
$$;

GRANT DELETE ON contents TO assay_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON artifacts, artifact_restrictions, storage_quotas, artifact_uploads,
    artifact_upload_parts, content_claims, unnamed_contents TO assay_app;
GRANT SELECT, INSERT, UPDATE ON content_keys TO assay_app;
GRANT SELECT ON artifacts, artifact_restrictions, storage_quotas, artifact_uploads, artifact_upload_parts,
    content_claims, unnamed_contents TO assay_auditor;
GRANT SELECT (id, team_id, created_at, sealed_at) ON content_keys TO assay_auditor;
