-- What was imported: sources, people, containers with their members, messages, and the chunks that search reads.

CREATE TABLE sources (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name ~ '^[a-z]+:[a-z0-9][a-z0-9._-]{0,99}$'),
    kind text NOT NULL CHECK (kind IN ('slack', 'jira')),
    -- everyone: whoever may ask sees the open containers. members: only people of the workspace do.
    audience text NOT NULL DEFAULT 'everyone' CHECK (audience IN ('everyone', 'members')),
    workspace_domain text CHECK (workspace_domain ~ '^[a-z0-9-]{1,63}$'),
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id)
);

-- principal_id links the vendor's person to ours: by e-mail at import, or by an explicit mapping, which wins.
CREATE TABLE source_people (
    source_id uuid NOT NULL REFERENCES sources (id),
    native_id text NOT NULL,
    display_name text NOT NULL,
    email text CHECK (email = lower(email)),
    is_bot boolean NOT NULL DEFAULT false,
    is_guest boolean NOT NULL DEFAULT false,
    is_deactivated boolean NOT NULL DEFAULT false,
    mapped_principal_id uuid REFERENCES principals (id),
    PRIMARY KEY (source_id, native_id)
);
CREATE INDEX source_people_email ON source_people (email);
CREATE INDEX source_people_mapped ON source_people (mapped_principal_id);

CREATE TABLE containers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_id uuid NOT NULL REFERENCES sources (id),
    native_id text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('public_channel', 'private_channel', 'group_dm', 'dm')),
    is_archived boolean NOT NULL DEFAULT false,
    topic text NOT NULL DEFAULT '',
    purpose text NOT NULL DEFAULT '',
    -- An older export never widens a membership that a newer one has set.
    members_as_of timestamptz NOT NULL,
    needs_chunking boolean NOT NULL DEFAULT false,
    UNIQUE (source_id, native_id)
);

CREATE TABLE container_members (
    container_id bigint NOT NULL REFERENCES containers (id),
    person_native_id text NOT NULL,
    PRIMARY KEY (container_id, person_native_id)
);

CREATE TABLE messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    container_id bigint NOT NULL REFERENCES containers (id),
    native_id text NOT NULL,
    thread_native_id text,
    author_native_id text,
    author_name text NOT NULL,
    sent_at timestamptz NOT NULL,
    edited_at timestamptz,
    text text NOT NULL,
    is_from_bot boolean NOT NULL DEFAULT false,
    UNIQUE (container_id, native_id)
);
CREATE INDEX messages_container_time ON messages (container_id, sent_at, id);

-- terms and vector are what the search index is loaded from; vector is dimension x 4 bytes, IEEE 754 little-endian.
CREATE TABLE chunks (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    container_id bigint NOT NULL REFERENCES containers (id),
    content_digest bytea NOT NULL CHECK (octet_length(content_digest) = 32),
    header text NOT NULL,
    text text NOT NULL,
    first_sent_at timestamptz NOT NULL,
    last_sent_at timestamptz NOT NULL,
    terms bytea NOT NULL,
    vector bytea,
    -- SHA-256 of the weights that made the vector.
    model_digest bytea CHECK (octet_length(model_digest) = 32),
    UNIQUE (container_id, content_digest),
    CHECK ((vector IS NULL) = (model_digest IS NULL))
);
CREATE INDEX chunks_without_vector ON chunks (id) WHERE vector IS NULL;

CREATE TABLE chunk_messages (
    chunk_id bigint NOT NULL REFERENCES chunks (id) ON DELETE CASCADE,
    message_id bigint NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
    utf8_from integer NOT NULL,
    utf8_to integer NOT NULL,
    ordinal integer NOT NULL,
    PRIMARY KEY (chunk_id, ordinal)
);
CREATE INDEX chunk_messages_message ON chunk_messages (message_id);

-- What search indexes follow. Writers take a lock, so the order of seq is the order of commits.
CREATE TABLE chunk_feed (
    seq bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    chunk_id bigint NOT NULL,
    is_removal boolean NOT NULL
);

CREATE TABLE imports (
    id uuid PRIMARY KEY,
    source_id uuid NOT NULL REFERENCES sources (id),
    state text NOT NULL CHECK (state IN ('queued', 'reading', 'chunking', 'embedding', 'done', 'failed')),
    content_digest bytea NOT NULL REFERENCES contents (digest),
    file_name text NOT NULL,
    options bytea NOT NULL,
    checkpoint bytea,
    summary bytea,
    progress_done bigint NOT NULL DEFAULT 0,
    progress_total bigint NOT NULL DEFAULT 0,
    attempts integer NOT NULL DEFAULT 0,
    failure text,
    created_at timestamptz NOT NULL,
    created_by uuid NOT NULL REFERENCES principals (id),
    started_at timestamptz,
    finished_at timestamptz
);
CREATE INDEX imports_open ON imports (created_at) WHERE state NOT IN ('done', 'failed');
CREATE INDEX imports_source ON imports (source_id, created_at);

-- The principals behind the people of a source: an explicit mapping, else the same e-mail.
CREATE VIEW person_principals AS
    SELECT p.source_id, p.native_id, p.is_guest, p.is_deactivated, coalesce(p.mapped_principal_id, e.id) AS principal_id
    FROM source_people p
    LEFT JOIN principals e ON e.email = p.email AND p.mapped_principal_id IS NULL
    WHERE NOT p.is_bot AND coalesce(p.mapped_principal_id, e.id) IS NOT NULL;

-- The one definition of who sees what. Whatever it does not name is hidden.
CREATE FUNCTION visible_containers(reader uuid) RETURNS TABLE (container_id bigint)
    LANGUAGE sql STABLE AS $$
    SELECT c.id
    FROM containers c
    JOIN sources s ON s.id = c.source_id
    JOIN principals r ON r.id = reader AND NOT r.is_disabled
    WHERE (c.kind = 'public_channel'
           AND NOT EXISTS (SELECT FROM person_principals g
                           WHERE g.source_id = c.source_id AND g.principal_id = reader
                           AND (g.is_guest OR g.is_deactivated))
           AND (s.audience = 'everyone'
                OR EXISTS (SELECT FROM person_principals w
                           WHERE w.source_id = c.source_id AND w.principal_id = reader AND NOT w.is_deactivated)))
       OR EXISTS (SELECT FROM container_members m
                  JOIN person_principals p ON p.source_id = c.source_id AND p.native_id = m.person_native_id
                  WHERE m.container_id = c.id AND p.principal_id = reader AND NOT p.is_deactivated)
$$;

GRANT SELECT, INSERT, UPDATE ON sources, source_people, containers, messages, chunks, imports TO assay_app;
GRANT SELECT, INSERT, DELETE ON container_members, chunk_messages, chunk_feed TO assay_app;
GRANT DELETE ON messages, chunks TO assay_app;
GRANT SELECT ON person_principals TO assay_app;
GRANT SELECT ON sources, imports TO assay_auditor;
