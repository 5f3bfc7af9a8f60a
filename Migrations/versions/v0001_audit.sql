-- The audit log: an intake that every change appends to in its own transaction, and a log that one sequencer fills
-- from it in order. See docs/decisions for why this is not a hash chain.

DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['assay_app', 'assay_sequencer', 'assay_auditor'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOINHERIT', role_name);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- Roles belong to the whole server; another database has made it.
        END;
    END LOOP;
END
$$;

CREATE SCHEMA audit;
REVOKE ALL ON SCHEMA audit FROM PUBLIC;
GRANT USAGE ON SCHEMA audit TO assay_app, assay_sequencer, assay_auditor;

-- CACHE 1 keeps the promise that of two transactions, the one that committed before the other began comes first.
CREATE TABLE audit.intake (
    id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
    entry_id uuid NOT NULL UNIQUE,
    body bytea NOT NULL CHECK (octet_length(body) BETWEEN 1 AND 65535),
    emitted_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- body is the exact bytes that are hashed. The other columns repeat parts of it for searching and prove nothing.
CREATE TABLE audit.log_entry (
    index bigint PRIMARY KEY CHECK (index >= 0),
    -- Not unique: a second entry under one id is a defect, but it must not keep the log from going on.
    entry_id uuid NOT NULL,
    body bytea NOT NULL,
    leaf bytea NOT NULL,
    sequenced_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    occurred_at timestamptz NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    resource_kind text NOT NULL,
    resource_name text,
    CONSTRAINT log_entry_leaf_matches_body CHECK (leaf = sha256('\x00'::bytea || body))
);
CREATE INDEX log_entry_entry_id ON audit.log_entry (entry_id);
CREATE INDEX log_entry_occurred_at ON audit.log_entry (occurred_at, index);
CREATE INDEX log_entry_resource ON audit.log_entry (resource_kind, resource_name, index);
CREATE INDEX log_entry_actor ON audit.log_entry (actor_id, index);

CREATE TABLE audit.log_head (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    size bigint NOT NULL DEFAULT 0 CHECK (size >= 0),
    frontier bytea NOT NULL DEFAULT '\x',
    root bytea NOT NULL DEFAULT sha256('')
);
INSERT INTO audit.log_head DEFAULT VALUES;

CREATE TABLE audit.checkpoint (
    size bigint PRIMARY KEY,
    root bytea NOT NULL CHECK (octet_length(root) = 32),
    note bytea NOT NULL,
    signed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The hashes of one tile of the tree so far, 32 bytes each. A partial tile is a prefix of its later, fuller self.
CREATE TABLE audit.tile (
    level smallint NOT NULL CHECK (level BETWEEN 0 AND 7),
    index bigint NOT NULL CHECK (index >= 0),
    hashes bytea NOT NULL CHECK (octet_length(hashes) % 32 = 0 AND octet_length(hashes) BETWEEN 32 AND 8192),
    PRIMARY KEY (level, index)
);

-- The only way for the application to write an entry.
CREATE FUNCTION audit.emit(entry_id uuid, body bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = audit, pg_temp
    AS $$
BEGIN
    IF EXISTS (SELECT FROM audit.log_entry e WHERE e.entry_id = $1) THEN
        RAISE EXCEPTION 'entry % is in the log already', $1
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'intake_entry_id_key';
    END IF;
    INSERT INTO audit.intake (entry_id, body) VALUES ($1, $2);
END
$$;
REVOKE ALL ON FUNCTION audit.emit(uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit.emit(uuid, bytea) TO assay_app;

CREATE FUNCTION audit.refuse_change() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit.log_entry
    FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit.log_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit.checkpoint
    FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit.checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE ON audit.intake
    FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit.intake
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
-- ALWAYS: also in sessions that act as a replica, where ordinary triggers are silent.
ALTER TABLE audit.log_entry ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit.log_entry ENABLE ALWAYS TRIGGER append_only_truncate;
ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER append_only_truncate;
ALTER TABLE audit.intake ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit.intake ENABLE ALWAYS TRIGGER append_only_truncate;

GRANT SELECT ON ALL TABLES IN SCHEMA audit TO assay_app, assay_sequencer, assay_auditor;
GRANT DELETE ON audit.intake TO assay_sequencer;
GRANT INSERT ON audit.log_entry, audit.checkpoint TO assay_sequencer;
GRANT INSERT, UPDATE ON audit.tile TO assay_sequencer;
GRANT UPDATE ON audit.log_head TO assay_sequencer;
