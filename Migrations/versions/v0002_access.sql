-- Who may act: principals, groups, tokens; and the keys that make a repeated request one request.

GRANT USAGE ON SCHEMA public TO assay_app, assay_sequencer, assay_auditor;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

CREATE TABLE principals (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('person', 'service')),
    email text UNIQUE CHECK (email = lower(email)),
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
    is_disabled boolean NOT NULL DEFAULT false,
    roles text[] NOT NULL DEFAULT '{}'
        CHECK (roles <@ ARRAY['admin', 'ml_engineer', 'reviewer', 'employee', 'service']),
    created_at timestamptz NOT NULL,
    revision bigint NOT NULL DEFAULT 1,
    CHECK (kind = 'service' OR email IS NOT NULL)
);

CREATE TABLE groups (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 100),
    roles text[] NOT NULL DEFAULT '{}'
        CHECK (roles <@ ARRAY['admin', 'ml_engineer', 'reviewer', 'employee', 'service']),
    created_at timestamptz NOT NULL,
    revision bigint NOT NULL DEFAULT 1
);

CREATE TABLE group_members (
    group_id uuid NOT NULL REFERENCES groups (id),
    principal_id uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (group_id, principal_id)
);
CREATE INDEX group_members_principal ON group_members (principal_id);

-- digest is the SHA-256 of the secret; the secret itself is nowhere.
CREATE TABLE tokens (
    id uuid PRIMARY KEY,
    principal_id uuid NOT NULL REFERENCES principals (id),
    kind text NOT NULL CHECK (kind IN ('pat', 'svc', 'ses')),
    label text NOT NULL CHECK (length(label) <= 100),
    digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz
);
CREATE INDEX tokens_principal ON tokens (principal_id, id);

-- outcome is what the first request returned, so that a repeat returns the same; kept for a day.
CREATE TABLE idempotency_keys (
    principal_id uuid NOT NULL REFERENCES principals (id),
    key text NOT NULL,
    request_digest bytea NOT NULL CHECK (octet_length(request_digest) = 32),
    effect_id uuid NOT NULL,
    outcome bytea NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (principal_id, key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

GRANT SELECT, INSERT, UPDATE ON principals, groups, tokens TO assay_app;
GRANT SELECT, INSERT, DELETE ON group_members, idempotency_keys TO assay_app;
GRANT SELECT ON principals, groups, group_members TO assay_auditor;
