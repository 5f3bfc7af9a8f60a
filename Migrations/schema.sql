--
-- PostgreSQL database dump
--



SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: audit; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA audit;


--
-- Name: emit(uuid, bytea); Type: FUNCTION; Schema: audit; Owner: -
--

CREATE FUNCTION audit.emit(entry_id uuid, body bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'audit', 'pg_temp'
    AS $_$
BEGIN
    IF EXISTS (SELECT FROM audit.log_entry e WHERE e.entry_id = $1) THEN
        RAISE EXCEPTION 'entry % is in the log already', $1
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'intake_entry_id_key';
    END IF;
    INSERT INTO audit.intake (entry_id, body) VALUES ($1, $2);
END
$_$;


--
-- Name: refuse_change(); Type: FUNCTION; Schema: audit; Owner: -
--

CREATE FUNCTION audit.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only: % on %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;


--
-- Name: forget_inference_usage(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.forget_inference_usage(rows_max bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
DECLARE
    forgotten bigint;
BEGIN
    DELETE FROM inference_usage WHERE id IN (
        SELECT id FROM inference_usage WHERE at < clock_timestamp() - interval '400 days' LIMIT rows_max
    );
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: legal_holds; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.legal_holds (
    id uuid NOT NULL,
    model_id uuid NOT NULL,
    version_id uuid,
    reason text NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    placed_by uuid NOT NULL,
    released_at timestamp with time zone,
    released_by uuid,
    release_reason text,
    CONSTRAINT legal_holds_check CHECK ((((released_at IS NULL) = (released_by IS NULL)) AND ((released_at IS NULL) = (release_reason IS NULL)))),
    CONSTRAINT legal_holds_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000))),
    CONSTRAINT legal_holds_release_reason_check CHECK (((length(release_reason) >= 1) AND (length(release_reason) <= 2000)))
);


--
-- Name: is_held(uuid, uuid); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.is_held(version_model_id uuid, version_id uuid) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN (EXISTS (SELECT FROM public.legal_holds h WHERE ((h.model_id = is_held.version_model_id) AND (h.released_at IS NULL) AND ((h.version_id IS NULL) OR (h.version_id = is_held.version_id)))));


--
-- Name: model_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_versions (
    id uuid NOT NULL,
    model_id uuid NOT NULL,
    number integer NOT NULL,
    state text DEFAULT 'draft'::text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    manifest_digest bytea,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    sealed_at timestamp with time zone,
    revision bigint DEFAULT 1 NOT NULL,
    lifecycle text DEFAULT 'draft'::text NOT NULL,
    source text,
    storage_location text,
    run_id text,
    logged_model_id text,
    files_kind text,
    files_owner text,
    run_link text,
    file_count integer DEFAULT 0 NOT NULL,
    size_bytes bigint DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    copied_from_id uuid,
    derivation text,
    tag_keys text[],
    tag_values text[],
    CONSTRAINT model_versions_check CHECK (((state = 'sealed'::text) = ((manifest_digest IS NOT NULL) AND (sealed_at IS NOT NULL)))),
    CONSTRAINT model_versions_check1 CHECK (((derivation IS NULL) OR (copied_from_id IS NOT NULL))),
    CONSTRAINT model_versions_derivation_check CHECK ((derivation = 'quantized'::text)),
    CONSTRAINT model_versions_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT model_versions_file_count_check CHECK ((file_count >= 0)),
    CONSTRAINT model_versions_files_kind_check CHECK ((files_kind = ANY (ARRAY['run'::text, 'logged_model'::text]))),
    CONSTRAINT model_versions_files_owner_check CHECK ((length(files_owner) <= 64)),
    CONSTRAINT model_versions_lifecycle_check CHECK ((lifecycle = ANY (ARRAY['draft'::text, 'candidate'::text, 'staging'::text, 'shadow'::text, 'canary'::text, 'production'::text, 'deprecated'::text, 'retired'::text]))),
    CONSTRAINT model_versions_logged_model_id_check CHECK ((length(logged_model_id) <= 64)),
    CONSTRAINT model_versions_manifest_digest_check CHECK ((octet_length(manifest_digest) = 32)),
    CONSTRAINT model_versions_number_check CHECK ((number > 0)),
    CONSTRAINT model_versions_run_id_check CHECK ((length(run_id) <= 64)),
    CONSTRAINT model_versions_run_link_check CHECK ((length(run_link) <= 2000)),
    CONSTRAINT model_versions_size_bytes_check CHECK ((size_bytes >= 0)),
    CONSTRAINT model_versions_source_check CHECK ((length(source) <= 2000)),
    CONSTRAINT model_versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'sealed'::text]))),
    CONSTRAINT model_versions_storage_location_check CHECK ((length(storage_location) <= 2000))
);


--
-- Name: is_held_artifact(text, text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.is_held_artifact(kind text, owner text) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN (EXISTS (SELECT FROM (public.legal_holds h JOIN public.model_versions v ON (((v.model_id = h.model_id) AND ((h.version_id IS NULL) OR (v.id = h.version_id))))) WHERE ((h.released_at IS NULL) AND (((is_held_artifact.kind = 'run'::text) AND (v.run_id = is_held_artifact.owner)) OR ((is_held_artifact.kind = 'logged_model'::text) AND (v.logged_model_id = is_held_artifact.owner))))));


--
-- Name: models_made_from(uuid); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.models_made_from(dataset_version uuid) RETURNS TABLE(model_id uuid, version_id uuid)
    LANGUAGE sql STABLE
    AS $_$
    SELECT v.model_id, v.id FROM lineage_edges e JOIN model_versions v ON v.id = e.model_version_id
    WHERE e.dataset_version_id = $1
    UNION
    SELECT v.model_id, v.id FROM run_dataset_inputs i JOIN model_versions v ON uuid_of_hex(v.run_id) = i.run_id
    WHERE i.dataset_version_id = $1 AND v.run_id IS NOT NULL
    UNION
    SELECT v.model_id, v.id FROM contract_features f JOIN version_contracts c ON c.contract_id = f.contract_id
        JOIN model_versions v ON v.id = c.model_version_id
    WHERE f.dataset_version_id = $1
$_$;


--
-- Name: is_held_dataset_version(uuid); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.is_held_dataset_version(dataset_version uuid) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN (EXISTS (SELECT FROM public.models_made_from(is_held_dataset_version.dataset_version) m(model_id, version_id) WHERE public.is_held(m.model_id, m.version_id)));


--
-- Name: is_named_content(bytea); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.is_named_content(content bytea) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'pg_temp'
    AS $_$
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
$_$;


--
-- Name: named_contents(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.named_contents() RETURNS SETOF bytea
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public', 'pg_temp'
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


--
-- Name: note_copied_version(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.note_copied_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
DECLARE
    parts text[] := regexp_match(NEW.source, '^models:/([^/@]+)/([0-9]{1,9})$');
BEGIN
    NEW.copied_from_id := (SELECT v.id FROM models m JOIN model_versions v ON v.model_id = m.id
        WHERE m.name = parts[1] AND m.deleted_at IS NULL AND v.number = parts[2]::integer);
    RETURN NEW;
END
$_$;


--
-- Name: refuse_change_of_sealed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_change_of_sealed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM purged_files p
                                    WHERE p.version_id = OLD.version_id AND p.path = OLD.path) THEN
        RETURN OLD;
    END IF;
    IF EXISTS (SELECT FROM model_versions
               WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.version_id ELSE NEW.version_id END
               AND state = 'sealed') THEN
        RAISE EXCEPTION 'a sealed version never changes' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;


--
-- Name: refuse_loss_of_data(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_loss_of_data() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM purged_dataset_files p WHERE p.version_id = OLD.version_id AND p.path = OLD.path) THEN
        RAISE EXCEPTION 'a dataset version never changes' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN OLD;
END
$$;


--
-- Name: refuse_loss_under_hold(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_loss_under_hold() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    is_under_hold boolean;
BEGIN
    IF TG_TABLE_NAME = 'models' THEN
        is_under_hold := EXISTS (SELECT FROM legal_holds h WHERE h.model_id = OLD.id AND h.released_at IS NULL);
    ELSIF TG_TABLE_NAME = 'model_versions' THEN
        is_under_hold := is_held(OLD.model_id, OLD.id);
    ELSIF TG_TABLE_NAME = 'purges' THEN
        is_under_hold := EXISTS (SELECT FROM model_versions v WHERE v.id = NEW.version_id
            AND is_held(v.model_id, v.id));
    ELSIF TG_TABLE_NAME = 'dataset_purges' THEN
        is_under_hold := is_held_dataset_version(NEW.version_id);
    ELSIF TG_TABLE_NAME = 'artifacts' THEN
        is_under_hold := is_held_artifact(OLD.owner_kind, OLD.owner_id);
    END IF;
    IF is_under_hold THEN
        RAISE EXCEPTION 'a legal hold forbids this' USING ERRCODE = 'object_in_use';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;


--
-- Name: refuse_other_parameter(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_other_parameter(key text) RETURNS text
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'parameter % has another value', key USING ERRCODE = 'AS002';
END
$$;


--
-- Name: require_active_run(uuid); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.require_active_run(run uuid) RETURNS void
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM runs r WHERE r.id = run AND r.deleted_at IS NULL) THEN
        RAISE EXCEPTION 'run % is not active', run USING ERRCODE = 'AS001';
    END IF;
END
$$;


--
-- Name: retention_due(timestamp with time zone, integer, timestamp with time zone); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.retention_due(made_at timestamp with time zone, days integer, until timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    RETURN COALESCE(until, (made_at + ((days)::double precision * '24:00:00'::interval)));


--
-- Name: show_model_aliases(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.show_model_aliases() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM FROM models m WHERE m.id IN (SELECT c.model_id FROM changed c) ORDER BY m.id FOR NO KEY UPDATE;
    IF FOUND THEN
        UPDATE models m SET (alias_names, alias_numbers) = (
            SELECT array_agg(a.alias ORDER BY a.alias COLLATE "C"), array_agg(v.number ORDER BY a.alias COLLATE "C")
            FROM model_aliases a JOIN model_versions v ON v.id = a.version_id WHERE a.model_id = m.id)
        WHERE m.id IN (SELECT c.model_id FROM changed c);
    END IF;
    RETURN NULL;
END
$$;


--
-- Name: show_model_tags(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.show_model_tags() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM FROM models m WHERE m.id IN (SELECT c.model_id FROM changed c) ORDER BY m.id FOR NO KEY UPDATE;
    IF FOUND THEN
        UPDATE models m SET (tag_keys, tag_values) = (
            SELECT array_agg(t.key ORDER BY t.key COLLATE "C"), array_agg(t.value ORDER BY t.key COLLATE "C")
            FROM model_tags t WHERE t.model_id = m.id)
        WHERE m.id IN (SELECT c.model_id FROM changed c);
    END IF;
    RETURN NULL;
END
$$;


--
-- Name: show_version_tags(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.show_version_tags() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM FROM model_versions v WHERE v.id IN (SELECT c.version_id FROM changed c) ORDER BY v.id FOR NO KEY UPDATE;
    IF FOUND THEN
        UPDATE model_versions v SET (tag_keys, tag_values) = (
            SELECT array_agg(t.key ORDER BY t.key COLLATE "C"), array_agg(t.value ORDER BY t.key COLLATE "C")
            FROM version_tags t WHERE t.version_id = v.id)
        WHERE v.id IN (SELECT c.version_id FROM changed c);
    END IF;
    RETURN NULL;
END
$$;


--
-- Name: uuid_of_hex(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.uuid_of_hex(hex text) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN (hex ~ '^[0-9a-f]{32}$'::text) THEN (hex)::uuid ELSE NULL::uuid END;


--
-- Name: visible_containers(uuid); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.visible_containers(reader uuid) RETURNS TABLE(container_id bigint)
    LANGUAGE sql STABLE
    AS $$
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


--
-- Name: checkpoint; Type: TABLE; Schema: audit; Owner: -
--

CREATE TABLE audit.checkpoint (
    size bigint NOT NULL,
    root bytea NOT NULL,
    note bytea NOT NULL,
    signed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT checkpoint_root_check CHECK ((octet_length(root) = 32))
);


--
-- Name: intake; Type: TABLE; Schema: audit; Owner: -
--

CREATE TABLE audit.intake (
    id bigint NOT NULL,
    entry_id uuid NOT NULL,
    body bytea NOT NULL,
    emitted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT intake_body_check CHECK (((octet_length(body) >= 1) AND (octet_length(body) <= 65535)))
);


--
-- Name: intake_id_seq; Type: SEQUENCE; Schema: audit; Owner: -
--

ALTER TABLE audit.intake ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audit.intake_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: log_entry; Type: TABLE; Schema: audit; Owner: -
--

CREATE TABLE audit.log_entry (
    index bigint NOT NULL,
    entry_id uuid NOT NULL,
    body bytea NOT NULL,
    leaf bytea NOT NULL,
    sequenced_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    resource_kind text NOT NULL,
    resource_name text,
    CONSTRAINT log_entry_index_check CHECK ((index >= 0)),
    CONSTRAINT log_entry_leaf_matches_body CHECK ((leaf = sha256(('\x00'::bytea || body))))
);


--
-- Name: log_head; Type: TABLE; Schema: audit; Owner: -
--

CREATE TABLE audit.log_head (
    is_only boolean DEFAULT true NOT NULL,
    size bigint DEFAULT 0 NOT NULL,
    frontier bytea DEFAULT '\x'::bytea NOT NULL,
    root bytea DEFAULT sha256('\x'::bytea) NOT NULL,
    CONSTRAINT log_head_is_only_check CHECK (is_only),
    CONSTRAINT log_head_size_check CHECK ((size >= 0))
);


--
-- Name: tile; Type: TABLE; Schema: audit; Owner: -
--

CREATE TABLE audit.tile (
    level smallint NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL,
    CONSTRAINT tile_hashes_check CHECK ((((octet_length(hashes) % 32) = 0) AND ((octet_length(hashes) >= 32) AND (octet_length(hashes) <= 8192)))),
    CONSTRAINT tile_index_check CHECK ((index >= 0)),
    CONSTRAINT tile_level_check CHECK (((level >= 0) AND (level <= 7)))
);


--
-- Name: alias_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alias_changes (
    model_id uuid NOT NULL,
    effect_id uuid NOT NULL,
    "position" bigint NOT NULL,
    alias text NOT NULL,
    from_version_id uuid,
    to_version_id uuid,
    reason text,
    changed_at timestamp with time zone NOT NULL,
    changed_by uuid NOT NULL,
    CONSTRAINT alias_changes_reason_check CHECK ((length(reason) <= 500))
);


--
-- Name: alias_changes_position_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.alias_changes ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.alias_changes_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: artifact_restrictions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.artifact_restrictions (
    owner_kind text NOT NULL,
    owner_id text NOT NULL,
    group_id uuid NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by uuid NOT NULL,
    CONSTRAINT artifact_restrictions_owner_id_check CHECK (((length(owner_id) >= 1) AND (length(owner_id) <= 64))),
    CONSTRAINT artifact_restrictions_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['run'::text, 'logged_model'::text, 'trace'::text])))
);


--
-- Name: artifact_upload_parts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.artifact_upload_parts (
    upload_id uuid NOT NULL,
    number integer NOT NULL,
    digest bytea NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT artifact_upload_parts_number_check CHECK (((number >= 1) AND (number <= 10000)))
);


--
-- Name: artifact_uploads; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.artifact_uploads (
    id uuid NOT NULL,
    owner_kind text NOT NULL,
    owner_id text NOT NULL,
    path text NOT NULL,
    experiment_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT artifact_uploads_owner_id_check CHECK (((length(owner_id) >= 1) AND (length(owner_id) <= 64))),
    CONSTRAINT artifact_uploads_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['run'::text, 'logged_model'::text, 'trace'::text]))),
    CONSTRAINT artifact_uploads_path_check CHECK (((octet_length(path) >= 1) AND (octet_length(path) <= 1024)))
);


--
-- Name: artifacts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.artifacts (
    owner_kind text NOT NULL,
    owner_id text NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    experiment_id bigint NOT NULL,
    digest bytea NOT NULL,
    team_id uuid,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    CONSTRAINT artifacts_owner_id_check CHECK (((length(owner_id) >= 1) AND (length(owner_id) <= 64))),
    CONSTRAINT artifacts_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['run'::text, 'logged_model'::text, 'trace'::text]))),
    CONSTRAINT artifacts_path_check CHECK (((octet_length(path) >= 1) AND (octet_length(path) <= 1024)))
);


--
-- Name: chunk_feed; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.chunk_feed (
    seq bigint NOT NULL,
    chunk_id bigint NOT NULL,
    is_removal boolean NOT NULL
);


--
-- Name: chunk_feed_seq_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.chunk_feed ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.chunk_feed_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: chunk_messages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.chunk_messages (
    chunk_id bigint NOT NULL,
    message_id bigint NOT NULL,
    utf8_from integer NOT NULL,
    utf8_to integer NOT NULL,
    ordinal integer NOT NULL
);


--
-- Name: chunks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.chunks (
    id bigint NOT NULL,
    container_id bigint NOT NULL,
    content_digest bytea NOT NULL,
    header text NOT NULL,
    text text NOT NULL,
    first_sent_at timestamp with time zone NOT NULL,
    last_sent_at timestamp with time zone NOT NULL,
    terms bytea NOT NULL,
    vector bytea,
    model_digest bytea,
    CONSTRAINT chunks_check CHECK (((vector IS NULL) = (model_digest IS NULL))),
    CONSTRAINT chunks_content_digest_check CHECK ((octet_length(content_digest) = 32)),
    CONSTRAINT chunks_model_digest_check CHECK ((octet_length(model_digest) = 32))
);


--
-- Name: chunks_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.chunks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.chunks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: container_members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.container_members (
    container_id bigint NOT NULL,
    person_native_id text NOT NULL
);


--
-- Name: containers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.containers (
    id bigint NOT NULL,
    source_id uuid NOT NULL,
    native_id text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    is_archived boolean DEFAULT false NOT NULL,
    topic text DEFAULT ''::text NOT NULL,
    purpose text DEFAULT ''::text NOT NULL,
    members_as_of timestamp with time zone NOT NULL,
    needs_chunking boolean DEFAULT false NOT NULL,
    CONSTRAINT containers_kind_check CHECK ((kind = ANY (ARRAY['public_channel'::text, 'private_channel'::text, 'group_dm'::text, 'dm'::text])))
);


--
-- Name: containers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.containers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.containers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: content_claims; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.content_claims (
    id uuid NOT NULL,
    digest bytea NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    CONSTRAINT content_claims_digest_check CHECK ((octet_length(digest) = 32))
);


--
-- Name: content_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.content_keys (
    id uuid NOT NULL,
    team_id uuid,
    sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    CONSTRAINT content_keys_sealed_check CHECK (((octet_length(sealed) >= 29) AND (octet_length(sealed) <= 200)))
);


--
-- Name: contents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contents (
    digest bytea NOT NULL,
    size_bytes bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT contents_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT contents_size_bytes_check CHECK ((size_bytes >= 0))
);


--
-- Name: contract_features; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contract_features (
    contract_id uuid NOT NULL,
    name text NOT NULL,
    type text NOT NULL,
    is_nullable boolean NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    source_digest bytea NOT NULL,
    entity_keys text[] NOT NULL,
    dataset_version_id uuid,
    CONSTRAINT contract_features_description_check CHECK ((length(description) <= 4000)),
    CONSTRAINT contract_features_entity_keys_check CHECK (((cardinality(entity_keys) >= 1) AND (cardinality(entity_keys) <= 16))),
    CONSTRAINT contract_features_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
    CONSTRAINT contract_features_source_digest_check CHECK ((octet_length(source_digest) = 32)),
    CONSTRAINT contract_features_type_check CHECK (((length(type) >= 1) AND (length(type) <= 500)))
);


--
-- Name: dataset_checks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dataset_checks (
    number bigint NOT NULL,
    version_id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    expectation jsonb NOT NULL,
    observed jsonb,
    outcome text NOT NULL,
    reason text NOT NULL,
    tool text DEFAULT ''::text NOT NULL,
    run_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by uuid NOT NULL,
    is_latest boolean DEFAULT false NOT NULL,
    CONSTRAINT dataset_checks_check CHECK (((observed IS NOT NULL) OR (outcome = 'fail'::text))),
    CONSTRAINT dataset_checks_kind_check CHECK ((kind = ANY (ARRAY['completeness'::text, 'uniqueness'::text, 'validity'::text, 'range'::text, 'consistency'::text, 'freshness'::text, 'volume'::text, 'schema'::text, 'distribution'::text, 'fairness'::text, 'privacy'::text, 'custom'::text]))),
    CONSTRAINT dataset_checks_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
    CONSTRAINT dataset_checks_outcome_check CHECK ((outcome = ANY (ARRAY['pass'::text, 'warn'::text, 'fail'::text]))),
    CONSTRAINT dataset_checks_reason_check CHECK ((length(reason) <= 4000)),
    CONSTRAINT dataset_checks_tool_check CHECK ((length(tool) <= 255))
);


--
-- Name: dataset_checks_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.dataset_checks ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.dataset_checks_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: dataset_claims; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dataset_claims (
    id uuid NOT NULL,
    experiment_id bigint NOT NULL,
    name text NOT NULL,
    digest text NOT NULL,
    source_type text NOT NULL,
    source text NOT NULL,
    schema text,
    profile text,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    CONSTRAINT dataset_claims_digest_check CHECK (((length(digest) >= 1) AND (length(digest) <= 80))),
    CONSTRAINT dataset_claims_name_check CHECK (((length(name) >= 1) AND (length(name) <= 500))),
    CONSTRAINT dataset_claims_profile_check CHECK ((length(profile) <= 16777215)),
    CONSTRAINT dataset_claims_schema_check CHECK ((length(schema) <= 1048575)),
    CONSTRAINT dataset_claims_source_check CHECK ((length(source) <= 65535)),
    CONSTRAINT dataset_claims_source_type_check CHECK ((length(source_type) <= 36))
);


--
-- Name: dataset_version_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dataset_version_files (
    version_id uuid NOT NULL,
    path text NOT NULL,
    digest bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT dataset_version_files_path_check CHECK (((octet_length(path) >= 1) AND (octet_length(path) <= 1024)))
);


--
-- Name: purged_dataset_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.purged_dataset_files (
    version_id uuid NOT NULL,
    path text NOT NULL,
    digest bytea NOT NULL,
    size_bytes bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT purged_dataset_files_digest_check CHECK ((octet_length(digest) = 32))
);


--
-- Name: dataset_files; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.dataset_files AS
 SELECT f.version_id,
    f.path,
    f.digest,
    c.size_bytes,
    f.created_at
   FROM (public.dataset_version_files f
     JOIN public.contents c ON ((c.digest = f.digest)))
UNION ALL
 SELECT purged_dataset_files.version_id,
    purged_dataset_files.path,
    purged_dataset_files.digest,
    purged_dataset_files.size_bytes,
    purged_dataset_files.created_at
   FROM public.purged_dataset_files;


--
-- Name: dataset_purges; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dataset_purges (
    version_id uuid NOT NULL,
    effect_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    purged_at timestamp with time zone NOT NULL
);


--
-- Name: dataset_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dataset_versions (
    id uuid NOT NULL,
    dataset_id uuid NOT NULL,
    number integer NOT NULL,
    digest bytea NOT NULL,
    digest_origin text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    licence text,
    sensitivity text DEFAULT 'restricted'::text NOT NULL,
    row_count bigint,
    source_uri text,
    schema jsonb,
    schema_digest bytea,
    column_count integer,
    CONSTRAINT dataset_versions_column_count_check CHECK (((column_count >= 1) AND (column_count <= 5000))),
    CONSTRAINT dataset_versions_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT dataset_versions_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT dataset_versions_digest_origin_check CHECK ((digest_origin = ANY (ARRAY['computed'::text, 'claimed'::text]))),
    CONSTRAINT dataset_versions_licence_check CHECK (((length(licence) >= 1) AND (length(licence) <= 2000))),
    CONSTRAINT dataset_versions_number_check CHECK ((number > 0)),
    CONSTRAINT dataset_versions_row_count_check CHECK ((row_count >= 0)),
    CONSTRAINT dataset_versions_schema_check CHECK ((num_nonnulls(schema, schema_digest, column_count) = ANY (ARRAY[0, 3]))),
    CONSTRAINT dataset_versions_schema_digest_check CHECK ((octet_length(schema_digest) = 32)),
    CONSTRAINT dataset_versions_sensitivity_check CHECK ((sensitivity = ANY (ARRAY['public'::text, 'internal'::text, 'confidential'::text, 'restricted'::text]))),
    CONSTRAINT dataset_versions_source_uri_check CHECK (((length(source_uri) >= 1) AND (length(source_uri) <= 2000)))
);


--
-- Name: datasets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.datasets (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_team_id uuid NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    version_count integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    revision bigint DEFAULT 1 NOT NULL,
    accountable_id uuid,
    purpose text DEFAULT ''::text NOT NULL,
    licence text,
    sensitivity text DEFAULT 'restricted'::text NOT NULL,
    residency text[] DEFAULT '{}'::text[] NOT NULL,
    retention_days integer,
    retention_until timestamp with time zone,
    retention_action text,
    updated_at timestamp with time zone NOT NULL,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, ((((((translate(name, '._-@+()'::text, '       '::text) || ' '::text) || name) || ' '::text) || purpose) || ' '::text) || description))) STORED,
    CONSTRAINT datasets_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT datasets_licence_check CHECK (((length(licence) >= 1) AND (length(licence) <= 2000))),
    CONSTRAINT datasets_name_check CHECK (((octet_length(name) >= 1) AND (octet_length(name) <= 255))),
    CONSTRAINT datasets_purpose_check CHECK ((length(purpose) <= 4000)),
    CONSTRAINT datasets_residency_check CHECK ((cardinality(residency) <= 50)),
    CONSTRAINT datasets_retention_action_check CHECK ((retention_action = ANY (ARRAY['delete'::text, 'anonymise'::text, 'archive'::text, 'review'::text]))),
    CONSTRAINT datasets_retention_check CHECK ((num_nonnulls(retention_days, retention_until) = num_nonnulls(retention_action))),
    CONSTRAINT datasets_retention_days_check CHECK (((retention_days >= 1) AND (retention_days <= 36500))),
    CONSTRAINT datasets_sensitivity_check CHECK ((sensitivity = ANY (ARRAY['public'::text, 'internal'::text, 'confidential'::text, 'restricted'::text])))
);


--
-- Name: deployment_environments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.deployment_environments (
    name text NOT NULL,
    class text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    CONSTRAINT deployment_environments_class_check CHECK ((class = ANY (ARRAY['development'::text, 'test'::text, 'staging'::text, 'production'::text]))),
    CONSTRAINT deployment_environments_name_check CHECK (((octet_length(name) >= 1) AND (octet_length(name) <= 255)))
);


--
-- Name: deployments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.deployments (
    id uuid NOT NULL,
    model_id uuid NOT NULL,
    model_version_id uuid NOT NULL,
    version_digest bytea,
    version_lifecycle text NOT NULL,
    environment text NOT NULL,
    endpoint_url text,
    cluster text,
    namespace text,
    description text DEFAULT ''::text NOT NULL,
    deployed_at timestamp with time zone NOT NULL,
    deployed_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    ended_at timestamp with time zone,
    ended_by uuid,
    end_reason text,
    replaced_by uuid,
    CONSTRAINT deployments_check CHECK (((num_nonnulls(endpoint_url, cluster) >= 1) AND ((namespace IS NULL) OR (cluster IS NOT NULL)))),
    CONSTRAINT deployments_check1 CHECK ((((status = 'ended'::text) = (ended_at IS NOT NULL)) AND ((ended_at IS NULL) = (ended_by IS NULL)))),
    CONSTRAINT deployments_check2 CHECK (((replaced_by IS NULL) OR (status = 'ended'::text))),
    CONSTRAINT deployments_cluster_check CHECK (((length(cluster) >= 1) AND (length(cluster) <= 255))),
    CONSTRAINT deployments_description_check CHECK ((length(description) <= 4000)),
    CONSTRAINT deployments_end_reason_check CHECK ((length(end_reason) <= 4000)),
    CONSTRAINT deployments_endpoint_url_check CHECK (((length(endpoint_url) >= 1) AND (length(endpoint_url) <= 2000))),
    CONSTRAINT deployments_namespace_check CHECK (((length(namespace) >= 1) AND (length(namespace) <= 255))),
    CONSTRAINT deployments_status_check CHECK ((status = ANY (ARRAY['active'::text, 'ended'::text]))),
    CONSTRAINT deployments_version_digest_check CHECK ((octet_length(version_digest) = 32)),
    CONSTRAINT deployments_version_lifecycle_check CHECK ((length(version_lifecycle) <= 64))
);


--
-- Name: evaluation_dataset_experiments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.evaluation_dataset_experiments (
    dataset_id uuid NOT NULL,
    experiment_id bigint NOT NULL
);


--
-- Name: evaluation_datasets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.evaluation_datasets (
    id uuid NOT NULL,
    name text NOT NULL,
    tags jsonb DEFAULT '{}'::jsonb NOT NULL,
    digest text NOT NULL,
    user_claim text DEFAULT ''::text NOT NULL,
    owner_team_id uuid,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT evaluation_datasets_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
    CONSTRAINT evaluation_datasets_user_claim_check CHECK ((length(user_claim) <= 256))
);


--
-- Name: evaluation_records; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.evaluation_records (
    id uuid NOT NULL,
    dataset_id uuid NOT NULL,
    inputs_digest bytea NOT NULL,
    content text NOT NULL,
    user_claim text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    updated_by uuid NOT NULL,
    CONSTRAINT evaluation_records_content_check CHECK ((octet_length(content) <= 4194304)),
    CONSTRAINT evaluation_records_inputs_digest_check CHECK ((octet_length(inputs_digest) = 32)),
    CONSTRAINT evaluation_records_user_claim_check CHECK ((length(user_claim) <= 256))
);


--
-- Name: experiment_tags; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.experiment_tags (
    experiment_id bigint NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT experiment_tags_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250))),
    CONSTRAINT experiment_tags_value_check CHECK ((length(value) <= 20000))
);


--
-- Name: experiments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.experiments (
    id bigint NOT NULL,
    name text NOT NULL,
    artifact_location text DEFAULT ''::text NOT NULL,
    owner_team_id uuid,
    created_by uuid,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT experiments_artifact_location_check CHECK ((length(artifact_location) <= 2000)),
    CONSTRAINT experiments_name_check CHECK (((length(name) >= 1) AND (length(name) <= 500)))
);


--
-- Name: experiments_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.experiments ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.experiments_id_seq
    START WITH 1
    INCREMENT BY 1
    MINVALUE 0
    NO MAXVALUE
    CACHE 1
);


--
-- Name: feature_contracts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.feature_contracts (
    id uuid NOT NULL,
    feature_set_id uuid NOT NULL,
    number integer NOT NULL,
    digest bytea NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    CONSTRAINT feature_contracts_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT feature_contracts_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT feature_contracts_number_check CHECK ((number > 0))
);


--
-- Name: feature_sets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.feature_sets (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_team_id uuid NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    contract_count integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    CONSTRAINT feature_sets_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT feature_sets_name_check CHECK (((octet_length(name) >= 1) AND (octet_length(name) <= 255)))
);


--
-- Name: group_members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.group_members (
    group_id uuid NOT NULL,
    principal_id uuid NOT NULL
);


--
-- Name: groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.groups (
    id uuid NOT NULL,
    name text NOT NULL,
    roles text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revision bigint DEFAULT 1 NOT NULL,
    CONSTRAINT groups_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT groups_roles_check CHECK ((roles <@ ARRAY['admin'::text, 'ml_engineer'::text, 'approver'::text, 'reviewer'::text, 'employee'::text, 'service'::text]))
);


--
-- Name: idempotency_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency_keys (
    principal_id uuid NOT NULL,
    key text NOT NULL,
    request_digest bytea NOT NULL,
    effect_id uuid NOT NULL,
    outcome bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_keys_request_digest_check CHECK ((octet_length(request_digest) = 32))
);


--
-- Name: imports; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.imports (
    id uuid NOT NULL,
    source_id uuid NOT NULL,
    state text NOT NULL,
    content_digest bytea NOT NULL,
    file_name text NOT NULL,
    options bytea NOT NULL,
    checkpoint bytea,
    summary bytea,
    progress_done bigint DEFAULT 0 NOT NULL,
    progress_total bigint DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    failure text,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    started_at timestamp with time zone,
    finished_at timestamp with time zone,
    CONSTRAINT imports_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'reading'::text, 'chunking'::text, 'embedding'::text, 'done'::text, 'failed'::text])))
);


--
-- Name: inference_usage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.inference_usage (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    principal_id uuid,
    team_id uuid,
    kind text NOT NULL,
    model_name text NOT NULL,
    model_version text NOT NULL,
    model_digest bytea NOT NULL,
    texts integer NOT NULL,
    tokens_read bigint NOT NULL,
    tokens_computed bigint NOT NULL,
    texts_reused integer NOT NULL,
    compute_us bigint NOT NULL,
    queue_us bigint NOT NULL,
    batch_share real NOT NULL,
    model_precision text,
    outcome text DEFAULT 'answered'::text NOT NULL,
    CONSTRAINT inference_usage_kind_check CHECK ((kind = ANY (ARRAY['embeddings'::text, 'rerank'::text, 'answer'::text, 'import'::text]))),
    CONSTRAINT inference_usage_model_digest_check CHECK ((octet_length(model_digest) = 32)),
    CONSTRAINT inference_usage_model_precision_check CHECK ((model_precision <> ''::text)),
    CONSTRAINT inference_usage_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'cancelled'::text, 'failed'::text])))
);


--
-- Name: lifecycle_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lifecycle_changes (
    version_id uuid NOT NULL,
    effect_id uuid NOT NULL,
    "position" bigint NOT NULL,
    from_lifecycle text,
    to_lifecycle text NOT NULL,
    reason text,
    changed_at timestamp with time zone NOT NULL,
    changed_by uuid NOT NULL,
    CONSTRAINT lifecycle_changes_reason_check CHECK ((length(reason) <= 500))
);


--
-- Name: lifecycle_changes_position_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.lifecycle_changes ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.lifecycle_changes_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: lineage_edges; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lineage_edges (
    model_version_id uuid NOT NULL,
    dataset_version_id uuid NOT NULL,
    role text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT lineage_edges_role_check CHECK ((role = ANY (ARRAY['training'::text, 'validation'::text, 'evaluation'::text])))
);


--
-- Name: logged_models; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.logged_models (
    id uuid NOT NULL,
    experiment_id bigint NOT NULL,
    name text NOT NULL,
    model_type text DEFAULT ''::text NOT NULL,
    status text DEFAULT 'PENDING'::text NOT NULL,
    source_run_id uuid,
    owner_team_id uuid,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT logged_models_model_type_check CHECK ((length(model_type) <= 500)),
    CONSTRAINT logged_models_name_check CHECK (((length(name) >= 1) AND (length(name) <= 500))),
    CONSTRAINT logged_models_status_check CHECK ((status = ANY (ARRAY['PENDING'::text, 'READY'::text, 'UPLOAD_FAILED'::text])))
);


--
-- Name: run_dataset_inputs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run_dataset_inputs (
    run_id uuid NOT NULL,
    claim_id uuid NOT NULL,
    dataset_version_id uuid,
    logged_at timestamp with time zone NOT NULL
);


--
-- Name: run_model_inputs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run_model_inputs (
    run_id uuid NOT NULL,
    model_id uuid NOT NULL,
    logged_at timestamp with time zone NOT NULL
);


--
-- Name: run_model_outputs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run_model_outputs (
    run_id uuid NOT NULL,
    model_id uuid NOT NULL,
    step bigint NOT NULL,
    logged_at timestamp with time zone NOT NULL
);


--
-- Name: version_contracts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_contracts (
    number bigint NOT NULL,
    model_version_id uuid NOT NULL,
    contract_id uuid NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by uuid NOT NULL,
    ended_at timestamp with time zone
);


--
-- Name: lineage_links; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.lineage_links AS
 SELECT 'dataset_version'::text AS from_kind,
    e.dataset_version_id AS from_id,
    'model_version'::text AS to_kind,
    e.model_version_id AS to_id,
    e.role AS relation
   FROM public.lineage_edges e
UNION ALL
 SELECT 'dataset_version'::text AS from_kind,
    i.dataset_version_id AS from_id,
    'run'::text AS to_kind,
    i.run_id AS to_id,
    'input'::text AS relation
   FROM public.run_dataset_inputs i
  WHERE (i.dataset_version_id IS NOT NULL)
UNION ALL
 SELECT 'run'::text AS from_kind,
    l.source_run_id AS from_id,
    'logged_model'::text AS to_kind,
    l.id AS to_id,
    'logged'::text AS relation
   FROM public.logged_models l
  WHERE (l.source_run_id IS NOT NULL)
UNION ALL
 SELECT 'run'::text AS from_kind,
    o.run_id AS from_id,
    'logged_model'::text AS to_kind,
    o.model_id AS to_id,
    'output'::text AS relation
   FROM public.run_model_outputs o
UNION ALL
 SELECT 'logged_model'::text AS from_kind,
    i.model_id AS from_id,
    'run'::text AS to_kind,
    i.run_id AS to_id,
    'input'::text AS relation
   FROM public.run_model_inputs i
UNION ALL
 SELECT 'run'::text AS from_kind,
    public.uuid_of_hex(v.run_id) AS from_id,
    'model_version'::text AS to_kind,
    v.id AS to_id,
    'registered'::text AS relation
   FROM public.model_versions v
  WHERE (v.run_id IS NOT NULL)
UNION ALL
 SELECT 'logged_model'::text AS from_kind,
    public.uuid_of_hex(substr(v.logged_model_id, 3)) AS from_id,
    'model_version'::text AS to_kind,
    v.id AS to_id,
    'registered'::text AS relation
   FROM public.model_versions v
  WHERE (v.logged_model_id IS NOT NULL)
UNION ALL
 SELECT 'model_version'::text AS from_kind,
    v.copied_from_id AS from_id,
    'model_version'::text AS to_kind,
    v.id AS to_id,
    COALESCE(v.derivation, 'copied'::text) AS relation
   FROM public.model_versions v
  WHERE (v.copied_from_id IS NOT NULL)
UNION ALL
 SELECT 'dataset_version'::text AS from_kind,
    f.dataset_version_id AS from_id,
    'feature_set'::text AS to_kind,
    f.contract_id AS to_id,
    'read from'::text AS relation
   FROM public.contract_features f
  WHERE (f.dataset_version_id IS NOT NULL)
UNION ALL
 SELECT 'feature_set'::text AS from_kind,
    c.contract_id AS from_id,
    'model_version'::text AS to_kind,
    c.model_version_id AS to_id,
        CASE
            WHEN (c.ended_at IS NULL) THEN 'contract'::text
            ELSE 'former contract'::text
        END AS relation
   FROM public.version_contracts c
UNION ALL
 SELECT 'model_version'::text AS from_kind,
    d.model_version_id AS from_id,
    'deployment'::text AS to_kind,
    d.id AS to_id,
        CASE d.status
            WHEN 'active'::text THEN 'deployed'::text
            ELSE 'was deployed'::text
        END AS relation
   FROM public.deployments d;


--
-- Name: logged_model_metrics; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.logged_model_metrics (
    model_id uuid NOT NULL,
    key text NOT NULL,
    timestamp_ms bigint NOT NULL,
    step bigint NOT NULL,
    run_id uuid NOT NULL,
    value double precision NOT NULL,
    dataset_name text,
    dataset_digest text,
    CONSTRAINT logged_model_metrics_dataset_digest_check CHECK ((length(dataset_digest) <= 80)),
    CONSTRAINT logged_model_metrics_dataset_name_check CHECK ((length(dataset_name) <= 500)),
    CONSTRAINT logged_model_metrics_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250)))
);


--
-- Name: logged_model_params; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.logged_model_params (
    model_id uuid NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT logged_model_params_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250))),
    CONSTRAINT logged_model_params_value_check CHECK ((length(value) <= 6000))
);


--
-- Name: logged_model_tags; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.logged_model_tags (
    model_id uuid NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT logged_model_tags_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250))),
    CONSTRAINT logged_model_tags_value_check CHECK ((length(value) <= 8000))
);


--
-- Name: messages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.messages (
    id bigint NOT NULL,
    container_id bigint NOT NULL,
    native_id text NOT NULL,
    thread_native_id text,
    author_native_id text,
    author_name text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    text text NOT NULL,
    is_from_bot boolean DEFAULT false NOT NULL
);


--
-- Name: messages_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.messages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.messages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: metric_history; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.metric_history (
    run_id uuid NOT NULL,
    key text NOT NULL,
    effect_id uuid NOT NULL,
    timestamps_ms bigint[] NOT NULL,
    steps bigint[] NOT NULL,
    "values" double precision[] NOT NULL,
    last_timestamp_ms bigint NOT NULL,
    CONSTRAINT metric_history_check CHECK (((cardinality("values") >= 1) AND (cardinality("values") <= 1000) AND (cardinality(steps) = cardinality("values")) AND (cardinality(timestamps_ms) = cardinality("values")))),
    CONSTRAINT metric_history_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250)))
)
WITH (toast_tuple_target='8160');
ALTER TABLE ONLY public.metric_history ALTER COLUMN timestamps_ms SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.metric_history ALTER COLUMN steps SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.metric_history ALTER COLUMN "values" SET STORAGE EXTERNAL;


--
-- Name: model_aliases; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_aliases (
    model_id uuid NOT NULL,
    alias text NOT NULL,
    version_id uuid NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by uuid NOT NULL,
    CONSTRAINT model_aliases_alias_check CHECK (((length(alias) >= 1) AND (length(alias) <= 255)))
);


--
-- Name: model_cards; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_cards (
    subject_id uuid NOT NULL,
    revision bigint NOT NULL,
    model_id uuid NOT NULL,
    version_id uuid,
    document text NOT NULL,
    digest bytea NOT NULL,
    filled_fields text[] NOT NULL,
    written_at timestamp with time zone NOT NULL,
    written_by uuid NOT NULL,
    CONSTRAINT model_cards_check CHECK ((subject_id = COALESCE(version_id, model_id))),
    CONSTRAINT model_cards_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT model_cards_document_check CHECK (((octet_length(document) >= 2) AND (octet_length(document) <= 262144))),
    CONSTRAINT model_cards_revision_check CHECK ((revision > 0))
);


--
-- Name: model_import_members; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_import_members (
    model_id uuid NOT NULL,
    path text NOT NULL,
    digest bytea NOT NULL,
    CONSTRAINT model_import_members_path_check CHECK (((octet_length(path) >= 1) AND (octet_length(path) <= 1024)))
);


--
-- Name: model_imports; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_imports (
    model_id uuid NOT NULL,
    origin_name text NOT NULL,
    manifest_digest bytea NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    imported_by uuid NOT NULL,
    CONSTRAINT model_imports_manifest_digest_check CHECK ((octet_length(manifest_digest) = 32)),
    CONSTRAINT model_imports_origin_name_check CHECK (((octet_length(origin_name) >= 1) AND (octet_length(origin_name) <= 255)))
);


--
-- Name: model_tags; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.model_tags (
    model_id uuid NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT model_tags_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250))),
    CONSTRAINT model_tags_value_check CHECK ((length(value) <= 100000))
);


--
-- Name: models; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.models (
    id uuid NOT NULL,
    name text NOT NULL,
    owner_team_id uuid NOT NULL,
    accountable_id uuid NOT NULL,
    purpose text NOT NULL,
    risk_class text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    version_count integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    revision bigint DEFAULT 1 NOT NULL,
    search tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, ((((((translate(name, '._-@+()'::text, '       '::text) || ' '::text) || name) || ' '::text) || purpose) || ' '::text) || description))) STORED,
    intended_use text DEFAULT ''::text NOT NULL,
    restrictions text DEFAULT ''::text NOT NULL,
    deleted_at timestamp with time zone,
    retired_at timestamp with time zone,
    tag_keys text[],
    tag_values text[],
    alias_names text[],
    alias_numbers integer[],
    CONSTRAINT models_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT models_intended_use_check CHECK ((length(intended_use) <= 8000)),
    CONSTRAINT models_name_check CHECK (((octet_length(name) >= 1) AND (octet_length(name) <= 255))),
    CONSTRAINT models_purpose_check CHECK ((length(purpose) <= 4000)),
    CONSTRAINT models_restrictions_check CHECK ((length(restrictions) <= 8000)),
    CONSTRAINT models_risk_class_check CHECK ((risk_class = ANY (ARRAY['unclassified'::text, 'minimal'::text, 'limited'::text, 'high'::text, 'unacceptable'::text])))
);


--
-- Name: name_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.name_changes (
    model_id uuid NOT NULL,
    effect_id uuid NOT NULL,
    "position" bigint NOT NULL,
    from_name text NOT NULL,
    to_name text NOT NULL,
    reason text,
    changed_at timestamp with time zone NOT NULL,
    changed_by uuid NOT NULL,
    CONSTRAINT name_changes_reason_check CHECK ((length(reason) <= 500))
);


--
-- Name: name_changes_position_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.name_changes ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.name_changes_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ownership_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ownership_changes (
    model_id uuid NOT NULL,
    effect_id uuid NOT NULL,
    "position" bigint NOT NULL,
    from_team_id uuid NOT NULL,
    to_team_id uuid NOT NULL,
    from_accountable_id uuid NOT NULL,
    to_accountable_id uuid NOT NULL,
    reason text,
    changed_at timestamp with time zone NOT NULL,
    changed_by uuid NOT NULL,
    CONSTRAINT ownership_changes_reason_check CHECK ((length(reason) <= 500))
);


--
-- Name: ownership_changes_position_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.ownership_changes ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ownership_changes_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: principals; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.principals (
    id uuid NOT NULL,
    kind text NOT NULL,
    email text,
    display_name text NOT NULL,
    is_disabled boolean DEFAULT false NOT NULL,
    roles text[] DEFAULT '{}'::text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revision bigint DEFAULT 1 NOT NULL,
    CONSTRAINT principals_check CHECK (((kind = 'service'::text) OR (email IS NOT NULL))),
    CONSTRAINT principals_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200))),
    CONSTRAINT principals_email_check CHECK ((email = lower(email))),
    CONSTRAINT principals_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'service'::text]))),
    CONSTRAINT principals_roles_check CHECK ((roles <@ ARRAY['admin'::text, 'ml_engineer'::text, 'approver'::text, 'reviewer'::text, 'employee'::text, 'service'::text]))
);


--
-- Name: source_people; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.source_people (
    source_id uuid NOT NULL,
    native_id text NOT NULL,
    display_name text NOT NULL,
    email text,
    is_bot boolean DEFAULT false NOT NULL,
    is_guest boolean DEFAULT false NOT NULL,
    is_deactivated boolean DEFAULT false NOT NULL,
    mapped_principal_id uuid,
    CONSTRAINT source_people_email_check CHECK ((email = lower(email)))
);


--
-- Name: person_principals; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.person_principals AS
 SELECT p.source_id,
    p.native_id,
    p.is_guest,
    p.is_deactivated,
    COALESCE(p.mapped_principal_id, e.id) AS principal_id
   FROM (public.source_people p
     LEFT JOIN public.principals e ON (((e.email = p.email) AND (p.mapped_principal_id IS NULL))))
  WHERE ((NOT p.is_bot) AND (COALESCE(p.mapped_principal_id, e.id) IS NOT NULL));


--
-- Name: purged_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.purged_files (
    version_id uuid NOT NULL,
    path text NOT NULL,
    digest bytea NOT NULL,
    size_bytes bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT purged_files_digest_check CHECK ((octet_length(digest) = 32))
);


--
-- Name: purges; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.purges (
    version_id uuid NOT NULL,
    manifest_digest bytea,
    kept_until timestamp with time zone NOT NULL,
    purged_at timestamp with time zone NOT NULL,
    purged_by uuid NOT NULL,
    CONSTRAINT purges_manifest_digest_check CHECK ((octet_length(manifest_digest) = 32))
);


--
-- Name: retirements; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.retirements (
    subject_id uuid NOT NULL,
    model_id uuid NOT NULL,
    version_id uuid,
    reason text NOT NULL,
    successor_model_id uuid,
    successor_version_id uuid,
    effective_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by uuid NOT NULL,
    CONSTRAINT retirements_check CHECK ((subject_id = COALESCE(version_id, model_id))),
    CONSTRAINT retirements_check1 CHECK ((effective_at <= recorded_at)),
    CONSTRAINT retirements_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 2000)))
);


--
-- Name: run_dataset_input_tags; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run_dataset_input_tags (
    run_id uuid NOT NULL,
    claim_id uuid NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT run_dataset_input_tags_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255))),
    CONSTRAINT run_dataset_input_tags_value_check CHECK ((length(value) <= 500))
);


--
-- Name: run_metrics; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run_metrics (
    run_id uuid NOT NULL,
    key text NOT NULL,
    value double precision NOT NULL,
    timestamp_ms bigint NOT NULL,
    step bigint NOT NULL,
    CONSTRAINT run_metrics_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250)))
)
WITH (fillfactor='45');


--
-- Name: run_params; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run_params (
    run_id uuid NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT run_params_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250))),
    CONSTRAINT run_params_value_check CHECK ((length(value) <= 6000))
);


--
-- Name: run_tags; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.run_tags (
    run_id uuid NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT run_tags_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250))),
    CONSTRAINT run_tags_value_check CHECK ((length(value) <= 8000))
);


--
-- Name: runs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.runs (
    id uuid NOT NULL,
    experiment_id bigint NOT NULL,
    name text NOT NULL,
    status text DEFAULT 'RUNNING'::text NOT NULL,
    user_claim text DEFAULT ''::text NOT NULL,
    started_at_ms bigint NOT NULL,
    ended_at_ms bigint,
    owner_team_id uuid,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT runs_name_check CHECK ((length(name) <= 500)),
    CONSTRAINT runs_status_check CHECK ((status = ANY (ARRAY['RUNNING'::text, 'SCHEDULED'::text, 'FINISHED'::text, 'FAILED'::text, 'KILLED'::text]))),
    CONSTRAINT runs_user_claim_check CHECK ((length(user_claim) <= 256))
);


--
-- Name: sources; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sources (
    id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    audience text DEFAULT 'everyone'::text NOT NULL,
    workspace_domain text,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    CONSTRAINT sources_audience_check CHECK ((audience = ANY (ARRAY['everyone'::text, 'members'::text]))),
    CONSTRAINT sources_kind_check CHECK ((kind = ANY (ARRAY['slack'::text, 'jira'::text]))),
    CONSTRAINT sources_name_check CHECK ((name ~ '^[a-z]+:[a-z0-9][a-z0-9._-]{0,99}$'::text)),
    CONSTRAINT sources_workspace_domain_check CHECK ((workspace_domain ~ '^[a-z0-9-]{1,63}$'::text))
);


--
-- Name: storage_quotas; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.storage_quotas (
    team_id uuid NOT NULL,
    bytes_max bigint NOT NULL,
    bytes_used bigint NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by uuid NOT NULL,
    CONSTRAINT storage_quotas_bytes_max_check CHECK ((bytes_max >= 0))
);


--
-- Name: tokens; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tokens (
    id uuid NOT NULL,
    principal_id uuid NOT NULL,
    kind text NOT NULL,
    label text NOT NULL,
    digest bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT tokens_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT tokens_kind_check CHECK ((kind = ANY (ARRAY['pat'::text, 'svc'::text, 'ses'::text]))),
    CONSTRAINT tokens_label_check CHECK ((length(label) <= 100))
);


--
-- Name: trace_assessments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.trace_assessments (
    id text NOT NULL,
    trace_id text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    compared_text text,
    compared_number double precision,
    is_valid boolean DEFAULT true NOT NULL,
    content text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    CONSTRAINT trace_assessments_content_check CHECK ((octet_length(content) <= 1048576)),
    CONSTRAINT trace_assessments_id_check CHECK ((length(id) <= 64)),
    CONSTRAINT trace_assessments_kind_check CHECK ((kind = ANY (ARRAY['feedback'::text, 'expectation'::text, 'issue'::text]))),
    CONSTRAINT trace_assessments_name_check CHECK (((length(name) >= 1) AND (length(name) <= 250)))
);


--
-- Name: trace_links; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.trace_links (
    trace_id text NOT NULL,
    kind text NOT NULL,
    target text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    CONSTRAINT trace_links_kind_check CHECK ((kind = ANY (ARRAY['run'::text, 'prompt'::text]))),
    CONSTRAINT trace_links_target_check CHECK (((length(target) >= 1) AND (length(target) <= 400))),
    CONSTRAINT trace_links_trace_id_check CHECK (((length(trace_id) >= 1) AND (length(trace_id) <= 64)))
);


--
-- Name: trace_metadata; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.trace_metadata (
    trace_id text NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT trace_metadata_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250))),
    CONSTRAINT trace_metadata_value_check CHECK ((length(value) <= 100000))
);


--
-- Name: trace_spans; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.trace_spans (
    trace_id text NOT NULL,
    id text NOT NULL,
    parent_id text,
    name text NOT NULL,
    kind text DEFAULT ''::text NOT NULL,
    status text NOT NULL,
    started_at_ns bigint NOT NULL,
    ended_at_ns bigint NOT NULL,
    content text NOT NULL,
    CONSTRAINT trace_spans_id_check CHECK ((length(id) <= 16)),
    CONSTRAINT trace_spans_parent_id_check CHECK ((length(parent_id) <= 16))
);


--
-- Name: trace_tags; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.trace_tags (
    trace_id text NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT trace_tags_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250))),
    CONSTRAINT trace_tags_value_check CHECK ((length(value) <= 100000))
);


--
-- Name: traces; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.traces (
    id text NOT NULL,
    experiment_id bigint NOT NULL,
    client_request_id text,
    state text NOT NULL,
    requested_at_ms bigint NOT NULL,
    duration_ms bigint,
    request_preview text,
    response_preview text,
    is_described boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT traces_client_request_id_check CHECK ((length(client_request_id) <= 250)),
    CONSTRAINT traces_id_check CHECK (((length(id) >= 1) AND (length(id) <= 64))),
    CONSTRAINT traces_request_preview_check CHECK ((length(request_preview) <= 100000)),
    CONSTRAINT traces_response_preview_check CHECK ((length(response_preview) <= 100000)),
    CONSTRAINT traces_state_check CHECK ((state = ANY (ARRAY['STATE_UNSPECIFIED'::text, 'OK'::text, 'ERROR'::text, 'IN_PROGRESS'::text])))
);


--
-- Name: unnamed_contents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.unnamed_contents (
    digest bytea NOT NULL,
    since timestamp with time zone NOT NULL
);


--
-- Name: version_contracts_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.version_contracts ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.version_contracts_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: version_evaluations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_evaluations (
    id uuid NOT NULL,
    version_id uuid NOT NULL,
    kind text NOT NULL,
    against_version_id uuid,
    data_digest bytea,
    data_count integer,
    metrics jsonb NOT NULL,
    thresholds jsonb NOT NULL,
    details jsonb NOT NULL,
    passed boolean NOT NULL,
    evaluated_at timestamp with time zone NOT NULL,
    evaluated_by uuid NOT NULL,
    effect_id uuid NOT NULL,
    CONSTRAINT version_evaluations_check CHECK (((data_digest IS NULL) = (data_count IS NULL))),
    CONSTRAINT version_evaluations_check1 CHECK ((((octet_length((metrics)::text) + octet_length((thresholds)::text)) + octet_length((details)::text)) <= 65536)),
    CONSTRAINT version_evaluations_data_count_check CHECK ((data_count > 0)),
    CONSTRAINT version_evaluations_data_digest_check CHECK ((octet_length(data_digest) = 32)),
    CONSTRAINT version_evaluations_details_check CHECK ((jsonb_typeof(details) = 'object'::text)),
    CONSTRAINT version_evaluations_kind_check CHECK ((kind = ANY (ARRAY['quantization_accuracy'::text, 'quantization_attempt'::text]))),
    CONSTRAINT version_evaluations_metrics_check CHECK ((jsonb_typeof(metrics) = 'object'::text)),
    CONSTRAINT version_evaluations_thresholds_check CHECK ((jsonb_typeof(thresholds) = 'object'::text))
);


--
-- Name: version_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_files (
    version_id uuid NOT NULL,
    path text NOT NULL,
    digest bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT version_files_path_check CHECK (((octet_length(path) >= 1) AND (octet_length(path) <= 1024)))
);


--
-- Name: version_tags; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.version_tags (
    version_id uuid NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    CONSTRAINT version_tags_key_check CHECK (((length(key) >= 1) AND (length(key) <= 250))),
    CONSTRAINT version_tags_value_check CHECK ((length(value) <= 100000))
);


--
-- Name: webhook_deliveries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhook_deliveries (
    id uuid NOT NULL,
    webhook_id uuid NOT NULL,
    "position" bigint NOT NULL,
    event text NOT NULL,
    body text NOT NULL,
    effect_id uuid NOT NULL,
    state text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    response_status integer,
    problem text,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT webhook_deliveries_body_check CHECK ((octet_length(body) <= 1048576)),
    CONSTRAINT webhook_deliveries_problem_check CHECK ((length(problem) <= 2000)),
    CONSTRAINT webhook_deliveries_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'failed'::text, 'dropped'::text])))
);


--
-- Name: webhook_deliveries_position_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.webhook_deliveries ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.webhook_deliveries_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: webhooks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.webhooks (
    id uuid NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    events text[] NOT NULL,
    secret bytea,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT webhooks_description_check CHECK ((length(description) <= 1000)),
    CONSTRAINT webhooks_events_check CHECK (((cardinality(events) >= 1) AND (cardinality(events) <= 50))),
    CONSTRAINT webhooks_name_check CHECK (((length(name) >= 1) AND (length(name) <= 63))),
    CONSTRAINT webhooks_secret_check CHECK ((octet_length(secret) <= 4096)),
    CONSTRAINT webhooks_url_check CHECK (((length(url) >= 1) AND (length(url) <= 2000)))
);


--
-- Name: checkpoint checkpoint_pkey; Type: CONSTRAINT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (size);


--
-- Name: intake intake_entry_id_key; Type: CONSTRAINT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.intake
    ADD CONSTRAINT intake_entry_id_key UNIQUE (entry_id);


--
-- Name: intake intake_pkey; Type: CONSTRAINT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.intake
    ADD CONSTRAINT intake_pkey PRIMARY KEY (id);


--
-- Name: log_entry log_entry_pkey; Type: CONSTRAINT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.log_entry
    ADD CONSTRAINT log_entry_pkey PRIMARY KEY (index);


--
-- Name: log_head log_head_pkey; Type: CONSTRAINT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.log_head
    ADD CONSTRAINT log_head_pkey PRIMARY KEY (is_only);


--
-- Name: tile tile_pkey; Type: CONSTRAINT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.tile
    ADD CONSTRAINT tile_pkey PRIMARY KEY (level, index);


--
-- Name: alias_changes alias_changes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alias_changes
    ADD CONSTRAINT alias_changes_pkey PRIMARY KEY (model_id, effect_id, alias);


--
-- Name: artifact_restrictions artifact_restrictions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifact_restrictions
    ADD CONSTRAINT artifact_restrictions_pkey PRIMARY KEY (owner_kind, owner_id, group_id);


--
-- Name: artifact_upload_parts artifact_upload_parts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifact_upload_parts
    ADD CONSTRAINT artifact_upload_parts_pkey PRIMARY KEY (upload_id, number);


--
-- Name: artifact_uploads artifact_uploads_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifact_uploads
    ADD CONSTRAINT artifact_uploads_pkey PRIMARY KEY (id);


--
-- Name: artifacts artifacts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifacts
    ADD CONSTRAINT artifacts_pkey PRIMARY KEY (owner_kind, owner_id, path);


--
-- Name: chunk_feed chunk_feed_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk_feed
    ADD CONSTRAINT chunk_feed_pkey PRIMARY KEY (seq);


--
-- Name: chunk_messages chunk_messages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk_messages
    ADD CONSTRAINT chunk_messages_pkey PRIMARY KEY (chunk_id, ordinal);


--
-- Name: chunks chunks_container_id_content_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunks
    ADD CONSTRAINT chunks_container_id_content_digest_key UNIQUE (container_id, content_digest);


--
-- Name: chunks chunks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunks
    ADD CONSTRAINT chunks_pkey PRIMARY KEY (id);


--
-- Name: container_members container_members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.container_members
    ADD CONSTRAINT container_members_pkey PRIMARY KEY (container_id, person_native_id);


--
-- Name: containers containers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.containers
    ADD CONSTRAINT containers_pkey PRIMARY KEY (id);


--
-- Name: containers containers_source_id_native_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.containers
    ADD CONSTRAINT containers_source_id_native_id_key UNIQUE (source_id, native_id);


--
-- Name: content_claims content_claims_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.content_claims
    ADD CONSTRAINT content_claims_pkey PRIMARY KEY (id);


--
-- Name: content_keys content_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.content_keys
    ADD CONSTRAINT content_keys_pkey PRIMARY KEY (id);


--
-- Name: content_keys content_keys_team_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.content_keys
    ADD CONSTRAINT content_keys_team_id_key UNIQUE NULLS NOT DISTINCT (team_id);


--
-- Name: contents contents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contents
    ADD CONSTRAINT contents_pkey PRIMARY KEY (digest);


--
-- Name: contract_features contract_features_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_features
    ADD CONSTRAINT contract_features_pkey PRIMARY KEY (contract_id, name);


--
-- Name: dataset_checks dataset_checks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_checks
    ADD CONSTRAINT dataset_checks_pkey PRIMARY KEY (number);


--
-- Name: dataset_claims dataset_claims_experiment_id_name_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_claims
    ADD CONSTRAINT dataset_claims_experiment_id_name_digest_key UNIQUE (experiment_id, name, digest);


--
-- Name: dataset_claims dataset_claims_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_claims
    ADD CONSTRAINT dataset_claims_pkey PRIMARY KEY (id);


--
-- Name: dataset_purges dataset_purges_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_purges
    ADD CONSTRAINT dataset_purges_pkey PRIMARY KEY (version_id);


--
-- Name: dataset_version_files dataset_version_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_version_files
    ADD CONSTRAINT dataset_version_files_pkey PRIMARY KEY (version_id, path);


--
-- Name: dataset_versions dataset_versions_dataset_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_versions
    ADD CONSTRAINT dataset_versions_dataset_id_number_key UNIQUE (dataset_id, number);


--
-- Name: dataset_versions dataset_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_versions
    ADD CONSTRAINT dataset_versions_pkey PRIMARY KEY (id);


--
-- Name: datasets datasets_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.datasets
    ADD CONSTRAINT datasets_name_key UNIQUE (name);


--
-- Name: datasets datasets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.datasets
    ADD CONSTRAINT datasets_pkey PRIMARY KEY (id);


--
-- Name: deployment_environments deployment_environments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deployment_environments
    ADD CONSTRAINT deployment_environments_pkey PRIMARY KEY (name);


--
-- Name: deployments deployments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deployments
    ADD CONSTRAINT deployments_pkey PRIMARY KEY (id);


--
-- Name: evaluation_dataset_experiments evaluation_dataset_experiments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_dataset_experiments
    ADD CONSTRAINT evaluation_dataset_experiments_pkey PRIMARY KEY (dataset_id, experiment_id);


--
-- Name: evaluation_datasets evaluation_datasets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_datasets
    ADD CONSTRAINT evaluation_datasets_pkey PRIMARY KEY (id);


--
-- Name: evaluation_records evaluation_records_dataset_id_inputs_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_records
    ADD CONSTRAINT evaluation_records_dataset_id_inputs_digest_key UNIQUE (dataset_id, inputs_digest);


--
-- Name: evaluation_records evaluation_records_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_records
    ADD CONSTRAINT evaluation_records_pkey PRIMARY KEY (id);


--
-- Name: experiment_tags experiment_tags_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.experiment_tags
    ADD CONSTRAINT experiment_tags_pkey PRIMARY KEY (experiment_id, key);


--
-- Name: experiments experiments_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.experiments
    ADD CONSTRAINT experiments_name_key UNIQUE (name);


--
-- Name: experiments experiments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.experiments
    ADD CONSTRAINT experiments_pkey PRIMARY KEY (id);


--
-- Name: feature_contracts feature_contracts_feature_set_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feature_contracts
    ADD CONSTRAINT feature_contracts_feature_set_id_number_key UNIQUE (feature_set_id, number);


--
-- Name: feature_contracts feature_contracts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feature_contracts
    ADD CONSTRAINT feature_contracts_pkey PRIMARY KEY (id);


--
-- Name: feature_sets feature_sets_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feature_sets
    ADD CONSTRAINT feature_sets_name_key UNIQUE (name);


--
-- Name: feature_sets feature_sets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feature_sets
    ADD CONSTRAINT feature_sets_pkey PRIMARY KEY (id);


--
-- Name: group_members group_members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_members
    ADD CONSTRAINT group_members_pkey PRIMARY KEY (group_id, principal_id);


--
-- Name: groups groups_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.groups
    ADD CONSTRAINT groups_name_key UNIQUE (name);


--
-- Name: groups groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.groups
    ADD CONSTRAINT groups_pkey PRIMARY KEY (id);


--
-- Name: idempotency_keys idempotency_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (principal_id, key);


--
-- Name: imports imports_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);


--
-- Name: inference_usage inference_usage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.inference_usage
    ADD CONSTRAINT inference_usage_pkey PRIMARY KEY (id);


--
-- Name: legal_holds legal_holds_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.legal_holds
    ADD CONSTRAINT legal_holds_pkey PRIMARY KEY (id);


--
-- Name: lifecycle_changes lifecycle_changes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lifecycle_changes
    ADD CONSTRAINT lifecycle_changes_pkey PRIMARY KEY (version_id, effect_id);


--
-- Name: lineage_edges lineage_edges_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lineage_edges
    ADD CONSTRAINT lineage_edges_pkey PRIMARY KEY (model_version_id, dataset_version_id, role);


--
-- Name: logged_model_metrics logged_model_metrics_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_model_metrics
    ADD CONSTRAINT logged_model_metrics_pkey PRIMARY KEY (model_id, key, timestamp_ms, step, run_id);


--
-- Name: logged_model_params logged_model_params_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_model_params
    ADD CONSTRAINT logged_model_params_pkey PRIMARY KEY (model_id, key);


--
-- Name: logged_model_tags logged_model_tags_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_model_tags
    ADD CONSTRAINT logged_model_tags_pkey PRIMARY KEY (model_id, key);


--
-- Name: logged_models logged_models_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_models
    ADD CONSTRAINT logged_models_pkey PRIMARY KEY (id);


--
-- Name: messages messages_container_id_native_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_container_id_native_id_key UNIQUE (container_id, native_id);


--
-- Name: messages messages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (id);


--
-- Name: metric_history metric_history_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.metric_history
    ADD CONSTRAINT metric_history_pkey PRIMARY KEY (run_id, key, effect_id);


--
-- Name: model_aliases model_aliases_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_aliases
    ADD CONSTRAINT model_aliases_pkey PRIMARY KEY (model_id, alias);


--
-- Name: model_cards model_cards_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_cards
    ADD CONSTRAINT model_cards_pkey PRIMARY KEY (subject_id, revision);


--
-- Name: model_import_members model_import_members_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_import_members
    ADD CONSTRAINT model_import_members_pkey PRIMARY KEY (model_id, path);


--
-- Name: model_imports model_imports_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_imports
    ADD CONSTRAINT model_imports_pkey PRIMARY KEY (model_id);


--
-- Name: model_tags model_tags_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_tags
    ADD CONSTRAINT model_tags_pkey PRIMARY KEY (model_id, key);


--
-- Name: model_versions model_versions_model_id_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_versions
    ADD CONSTRAINT model_versions_model_id_number_key UNIQUE (model_id, number);


--
-- Name: model_versions model_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_versions
    ADD CONSTRAINT model_versions_pkey PRIMARY KEY (id);


--
-- Name: models models_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.models
    ADD CONSTRAINT models_pkey PRIMARY KEY (id);


--
-- Name: name_changes name_changes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.name_changes
    ADD CONSTRAINT name_changes_pkey PRIMARY KEY (model_id, effect_id);


--
-- Name: ownership_changes ownership_changes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ownership_changes
    ADD CONSTRAINT ownership_changes_pkey PRIMARY KEY (model_id, effect_id);


--
-- Name: principals principals_email_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.principals
    ADD CONSTRAINT principals_email_key UNIQUE (email);


--
-- Name: principals principals_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.principals
    ADD CONSTRAINT principals_pkey PRIMARY KEY (id);


--
-- Name: purged_dataset_files purged_dataset_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purged_dataset_files
    ADD CONSTRAINT purged_dataset_files_pkey PRIMARY KEY (version_id, path);


--
-- Name: purged_files purged_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purged_files
    ADD CONSTRAINT purged_files_pkey PRIMARY KEY (version_id, path);


--
-- Name: purges purges_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purges
    ADD CONSTRAINT purges_pkey PRIMARY KEY (version_id);


--
-- Name: retirements retirements_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.retirements
    ADD CONSTRAINT retirements_pkey PRIMARY KEY (subject_id);


--
-- Name: run_dataset_input_tags run_dataset_input_tags_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_dataset_input_tags
    ADD CONSTRAINT run_dataset_input_tags_pkey PRIMARY KEY (run_id, claim_id, key);


--
-- Name: run_dataset_inputs run_dataset_inputs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_dataset_inputs
    ADD CONSTRAINT run_dataset_inputs_pkey PRIMARY KEY (run_id, claim_id);


--
-- Name: run_metrics run_metrics_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_metrics
    ADD CONSTRAINT run_metrics_pkey PRIMARY KEY (run_id, key);


--
-- Name: run_model_inputs run_model_inputs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_model_inputs
    ADD CONSTRAINT run_model_inputs_pkey PRIMARY KEY (run_id, model_id);


--
-- Name: run_model_outputs run_model_outputs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_model_outputs
    ADD CONSTRAINT run_model_outputs_pkey PRIMARY KEY (run_id, model_id);


--
-- Name: run_params run_params_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_params
    ADD CONSTRAINT run_params_pkey PRIMARY KEY (run_id, key);


--
-- Name: run_tags run_tags_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_tags
    ADD CONSTRAINT run_tags_pkey PRIMARY KEY (run_id, key);


--
-- Name: runs runs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (id);


--
-- Name: source_people source_people_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_people
    ADD CONSTRAINT source_people_pkey PRIMARY KEY (source_id, native_id);


--
-- Name: sources sources_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_name_key UNIQUE (name);


--
-- Name: sources sources_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_pkey PRIMARY KEY (id);


--
-- Name: storage_quotas storage_quotas_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.storage_quotas
    ADD CONSTRAINT storage_quotas_pkey PRIMARY KEY (team_id);


--
-- Name: tokens tokens_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_digest_key UNIQUE (digest);


--
-- Name: tokens tokens_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_pkey PRIMARY KEY (id);


--
-- Name: trace_assessments trace_assessments_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_assessments
    ADD CONSTRAINT trace_assessments_pkey PRIMARY KEY (id);


--
-- Name: trace_links trace_links_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_links
    ADD CONSTRAINT trace_links_pkey PRIMARY KEY (trace_id, kind, target);


--
-- Name: trace_metadata trace_metadata_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_metadata
    ADD CONSTRAINT trace_metadata_pkey PRIMARY KEY (trace_id, key);


--
-- Name: trace_spans trace_spans_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_spans
    ADD CONSTRAINT trace_spans_pkey PRIMARY KEY (trace_id, id);


--
-- Name: trace_tags trace_tags_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_tags
    ADD CONSTRAINT trace_tags_pkey PRIMARY KEY (trace_id, key);


--
-- Name: traces traces_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.traces
    ADD CONSTRAINT traces_pkey PRIMARY KEY (id);


--
-- Name: unnamed_contents unnamed_contents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.unnamed_contents
    ADD CONSTRAINT unnamed_contents_pkey PRIMARY KEY (digest);


--
-- Name: version_contracts version_contracts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_contracts
    ADD CONSTRAINT version_contracts_pkey PRIMARY KEY (number);


--
-- Name: version_evaluations version_evaluations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_evaluations
    ADD CONSTRAINT version_evaluations_pkey PRIMARY KEY (id);


--
-- Name: version_files version_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_files
    ADD CONSTRAINT version_files_pkey PRIMARY KEY (version_id, path);


--
-- Name: version_tags version_tags_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_tags
    ADD CONSTRAINT version_tags_pkey PRIMARY KEY (version_id, key);


--
-- Name: webhook_deliveries webhook_deliveries_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id);


--
-- Name: webhooks webhooks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_pkey PRIMARY KEY (id);


--
-- Name: log_entry_actor; Type: INDEX; Schema: audit; Owner: -
--

CREATE INDEX log_entry_actor ON audit.log_entry USING btree (actor_id, index);


--
-- Name: log_entry_entry_id; Type: INDEX; Schema: audit; Owner: -
--

CREATE INDEX log_entry_entry_id ON audit.log_entry USING btree (entry_id);


--
-- Name: log_entry_occurred_at; Type: INDEX; Schema: audit; Owner: -
--

CREATE INDEX log_entry_occurred_at ON audit.log_entry USING btree (occurred_at, index);


--
-- Name: log_entry_resource; Type: INDEX; Schema: audit; Owner: -
--

CREATE INDEX log_entry_resource ON audit.log_entry USING btree (resource_kind, resource_name, index);


--
-- Name: alias_changes_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX alias_changes_order ON public.alias_changes USING btree (model_id, "position");


--
-- Name: artifact_upload_parts_digest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX artifact_upload_parts_digest ON public.artifact_upload_parts USING btree (digest);


--
-- Name: artifacts_digest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX artifacts_digest ON public.artifacts USING btree (digest);


--
-- Name: artifacts_team; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX artifacts_team ON public.artifacts USING btree (team_id) WHERE (team_id IS NOT NULL);


--
-- Name: chunk_messages_message; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX chunk_messages_message ON public.chunk_messages USING btree (message_id);


--
-- Name: chunks_without_vector; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX chunks_without_vector ON public.chunks USING btree (id) WHERE (vector IS NULL);


--
-- Name: content_claims_digest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX content_claims_digest ON public.content_claims USING btree (digest);


--
-- Name: contract_features_dataset_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contract_features_dataset_version ON public.contract_features USING btree (dataset_version_id);


--
-- Name: dataset_checks_latest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dataset_checks_latest ON public.dataset_checks USING btree (version_id, name) WHERE is_latest;


--
-- Name: dataset_checks_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dataset_checks_name ON public.dataset_checks USING btree (version_id, name, run_at DESC, number DESC);


--
-- Name: dataset_checks_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dataset_checks_version ON public.dataset_checks USING btree (version_id, number);


--
-- Name: dataset_version_files_digest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dataset_version_files_digest ON public.dataset_version_files USING btree (digest);


--
-- Name: dataset_versions_digest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dataset_versions_digest ON public.dataset_versions USING btree (digest);


--
-- Name: datasets_licence; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_licence ON public.datasets USING btree (lower(licence), name);


--
-- Name: datasets_owner_team; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_owner_team ON public.datasets USING btree (owner_team_id, name);


--
-- Name: datasets_residency; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_residency ON public.datasets USING gin (residency);


--
-- Name: datasets_search; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_search ON public.datasets USING gin (search);


--
-- Name: datasets_sensitivity; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_sensitivity ON public.datasets USING btree (sensitivity, name);


--
-- Name: datasets_to_delete; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_to_delete ON public.datasets USING btree (id) WHERE (retention_action = 'delete'::text);


--
-- Name: deployments_active_environment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deployments_active_environment ON public.deployments USING btree (environment, id) WHERE (status = 'active'::text);


--
-- Name: deployments_active_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deployments_active_model ON public.deployments USING btree (model_id, id) WHERE (status = 'active'::text);


--
-- Name: deployments_environment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deployments_environment ON public.deployments USING btree (environment, id);


--
-- Name: deployments_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deployments_model ON public.deployments USING btree (model_id, id);


--
-- Name: deployments_replaced_by; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deployments_replaced_by ON public.deployments USING btree (replaced_by) WHERE (replaced_by IS NOT NULL);


--
-- Name: deployments_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deployments_version ON public.deployments USING btree (model_version_id);


--
-- Name: evaluation_dataset_experiments_experiment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evaluation_dataset_experiments_experiment ON public.evaluation_dataset_experiments USING btree (experiment_id);


--
-- Name: evaluation_datasets_created; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evaluation_datasets_created ON public.evaluation_datasets USING btree (created_at DESC, id) WHERE (deleted_at IS NULL);


--
-- Name: evaluation_datasets_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evaluation_datasets_name ON public.evaluation_datasets USING btree (name, id) WHERE (deleted_at IS NULL);


--
-- Name: evaluation_records_dataset; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evaluation_records_dataset ON public.evaluation_records USING btree (dataset_id, id);


--
-- Name: feature_sets_owner_team; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX feature_sets_owner_team ON public.feature_sets USING btree (owner_team_id, name);


--
-- Name: group_members_principal; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX group_members_principal ON public.group_members USING btree (principal_id);


--
-- Name: idempotency_keys_created_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idempotency_keys_created_at ON public.idempotency_keys USING btree (created_at);


--
-- Name: imports_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX imports_open ON public.imports USING btree (created_at) WHERE (state <> ALL (ARRAY['done'::text, 'failed'::text]));


--
-- Name: imports_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX imports_source ON public.imports USING btree (source_id, created_at);


--
-- Name: inference_usage_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX inference_usage_at ON public.inference_usage USING brin (at) WITH (pages_per_range='32', autosummarize='on');


--
-- Name: legal_holds_active; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX legal_holds_active ON public.legal_holds USING btree (model_id) WHERE (released_at IS NULL);


--
-- Name: legal_holds_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX legal_holds_model ON public.legal_holds USING btree (model_id);


--
-- Name: lineage_by_logged_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lineage_by_logged_model ON public.model_versions USING btree (public.uuid_of_hex(substr(logged_model_id, 3))) WHERE (logged_model_id IS NOT NULL);


--
-- Name: lineage_by_run; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lineage_by_run ON public.model_versions USING btree (public.uuid_of_hex(run_id)) WHERE (run_id IS NOT NULL);


--
-- Name: lineage_edges_dataset_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lineage_edges_dataset_version ON public.lineage_edges USING btree (dataset_version_id);


--
-- Name: logged_models_listing; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logged_models_listing ON public.logged_models USING btree (experiment_id, created_at DESC, id DESC);


--
-- Name: logged_models_source_run; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX logged_models_source_run ON public.logged_models USING btree (source_run_id) WHERE (source_run_id IS NOT NULL);


--
-- Name: messages_container_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX messages_container_time ON public.messages USING btree (container_id, sent_at, id);


--
-- Name: metric_history_effect; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX metric_history_effect ON public.metric_history USING brin (effect_id) WITH (pages_per_range='32');


--
-- Name: model_aliases_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_aliases_version ON public.model_aliases USING btree (version_id);


--
-- Name: model_cards_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_cards_model ON public.model_cards USING btree (model_id);


--
-- Name: model_import_members_digest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_import_members_digest ON public.model_import_members USING btree (digest);


--
-- Name: model_tags_value; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_tags_value ON public.model_tags USING btree (key, "left"(value, 200));


--
-- Name: model_versions_copied_from; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_versions_copied_from ON public.model_versions USING btree (copied_from_id) WHERE (copied_from_id IS NOT NULL);


--
-- Name: model_versions_created; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_versions_created ON public.model_versions USING btree (created_at) WHERE (deleted_at IS NULL);


--
-- Name: model_versions_deleted; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_versions_deleted ON public.model_versions USING btree (id) WHERE (deleted_at IS NOT NULL);


--
-- Name: model_versions_lifecycle; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_versions_lifecycle ON public.model_versions USING btree (model_id, lifecycle, number DESC) WHERE (deleted_at IS NULL);


--
-- Name: model_versions_logged_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_versions_logged_model ON public.model_versions USING btree (logged_model_id) WHERE (logged_model_id IS NOT NULL);


--
-- Name: model_versions_run; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_versions_run ON public.model_versions USING btree (run_id) WHERE (run_id IS NOT NULL);


--
-- Name: model_versions_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_versions_source ON public.model_versions USING hash (source) WHERE (source IS NOT NULL);


--
-- Name: model_versions_updated; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_versions_updated ON public.model_versions USING btree (updated_at DESC) WHERE (deleted_at IS NULL);


--
-- Name: models_deleted; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX models_deleted ON public.models USING btree (name, id) WHERE (deleted_at IS NOT NULL);


--
-- Name: models_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX models_name ON public.models USING btree (name) WHERE (deleted_at IS NULL);


--
-- Name: models_owner_team; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX models_owner_team ON public.models USING btree (owner_team_id, name);


--
-- Name: models_search; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX models_search ON public.models USING gin (search);


--
-- Name: models_updated; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX models_updated ON public.models USING btree (updated_at, name) WHERE (deleted_at IS NULL);


--
-- Name: name_changes_from_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX name_changes_from_name ON public.name_changes USING btree (from_name);


--
-- Name: name_changes_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX name_changes_order ON public.name_changes USING btree (model_id, "position");


--
-- Name: ownership_changes_order; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ownership_changes_order ON public.ownership_changes USING btree (model_id, "position");


--
-- Name: retirements_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX retirements_model ON public.retirements USING btree (model_id);


--
-- Name: run_dataset_inputs_claim; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_dataset_inputs_claim ON public.run_dataset_inputs USING btree (claim_id);


--
-- Name: run_dataset_inputs_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_dataset_inputs_version ON public.run_dataset_inputs USING btree (dataset_version_id) WHERE (dataset_version_id IS NOT NULL);


--
-- Name: run_model_inputs_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_model_inputs_model ON public.run_model_inputs USING btree (model_id);


--
-- Name: run_model_outputs_model; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_model_outputs_model ON public.run_model_outputs USING btree (model_id);


--
-- Name: run_params_value; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_params_value ON public.run_params USING btree (key, "left"(value, 200));


--
-- Name: run_tags_value; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX run_tags_value ON public.run_tags USING btree (key, "left"(value, 200));


--
-- Name: runs_listing; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX runs_listing ON public.runs USING btree (experiment_id, started_at_ms DESC, id DESC);


--
-- Name: source_people_email; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_people_email ON public.source_people USING btree (email);


--
-- Name: source_people_mapped; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX source_people_mapped ON public.source_people USING btree (mapped_principal_id);


--
-- Name: tokens_principal; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX tokens_principal ON public.tokens USING btree (principal_id, id);


--
-- Name: trace_assessments_trace; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX trace_assessments_trace ON public.trace_assessments USING btree (trace_id, id);


--
-- Name: trace_links_target; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX trace_links_target ON public.trace_links USING btree (kind, target, trace_id);


--
-- Name: trace_metadata_value; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX trace_metadata_value ON public.trace_metadata USING btree (key, "left"(value, 200));


--
-- Name: trace_tags_value; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX trace_tags_value ON public.trace_tags USING btree (key, "left"(value, 200));


--
-- Name: traces_experiment; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX traces_experiment ON public.traces USING btree (experiment_id, requested_at_ms DESC, id) WHERE (deleted_at IS NULL);


--
-- Name: version_contracts_any_contract; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_contracts_any_contract ON public.version_contracts USING btree (contract_id);


--
-- Name: version_contracts_contract; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_contracts_contract ON public.version_contracts USING btree (contract_id) WHERE (ended_at IS NULL);


--
-- Name: version_contracts_current; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX version_contracts_current ON public.version_contracts USING btree (model_version_id) WHERE (ended_at IS NULL);


--
-- Name: version_contracts_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_contracts_version ON public.version_contracts USING btree (model_version_id);


--
-- Name: version_evaluations_against; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_evaluations_against ON public.version_evaluations USING btree (against_version_id);


--
-- Name: version_evaluations_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_evaluations_version ON public.version_evaluations USING btree (version_id, id);


--
-- Name: version_files_digest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_files_digest ON public.version_files USING btree (digest);


--
-- Name: version_tags_value; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_tags_value ON public.version_tags USING btree (key, "left"(value, 200));


--
-- Name: webhook_deliveries_finished; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_deliveries_finished ON public.webhook_deliveries USING btree (finished_at) WHERE (finished_at IS NOT NULL);


--
-- Name: webhook_deliveries_log; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_deliveries_log ON public.webhook_deliveries USING btree (webhook_id, "position" DESC);


--
-- Name: webhook_deliveries_pending; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhook_deliveries_pending ON public.webhook_deliveries USING btree (webhook_id, "position") WHERE (state = 'pending'::text);


--
-- Name: webhooks_created_by; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX webhooks_created_by ON public.webhooks USING btree (created_by, id) WHERE (deleted_at IS NULL);


--
-- Name: checkpoint append_only; Type: TRIGGER; Schema: audit; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON audit.checkpoint FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER append_only;


--
-- Name: intake append_only; Type: TRIGGER; Schema: audit; Owner: -
--

CREATE TRIGGER append_only BEFORE UPDATE ON audit.intake FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.intake ENABLE ALWAYS TRIGGER append_only;


--
-- Name: log_entry append_only; Type: TRIGGER; Schema: audit; Owner: -
--

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON audit.log_entry FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.log_entry ENABLE ALWAYS TRIGGER append_only;


--
-- Name: checkpoint append_only_truncate; Type: TRIGGER; Schema: audit; Owner: -
--

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER append_only_truncate;


--
-- Name: intake append_only_truncate; Type: TRIGGER; Schema: audit; Owner: -
--

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit.intake FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.intake ENABLE ALWAYS TRIGGER append_only_truncate;


--
-- Name: log_entry append_only_truncate; Type: TRIGGER; Schema: audit; Owner: -
--

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit.log_entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE audit.log_entry ENABLE ALWAYS TRIGGER append_only_truncate;


--
-- Name: model_versions copy_is_noted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER copy_is_noted BEFORE INSERT ON public.model_versions FOR EACH ROW WHEN (((new.source ~~ 'models:/%'::text) AND (new.source !~~ 'models:/m-%'::text))) EXECUTE FUNCTION public.note_copied_version();


--
-- Name: dataset_version_files data_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER data_stays BEFORE DELETE ON public.dataset_version_files FOR EACH ROW EXECUTE FUNCTION public.refuse_loss_of_data();


--
-- Name: artifacts held_content_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER held_content_stays BEFORE UPDATE OF digest ON public.artifacts FOR EACH ROW WHEN ((old.digest <> new.digest)) EXECUTE FUNCTION public.refuse_loss_under_hold();


--
-- Name: artifacts held_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER held_stays BEFORE DELETE ON public.artifacts FOR EACH ROW EXECUTE FUNCTION public.refuse_loss_under_hold();


--
-- Name: dataset_purges held_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER held_stays BEFORE INSERT ON public.dataset_purges FOR EACH ROW EXECUTE FUNCTION public.refuse_loss_under_hold();


--
-- Name: model_versions held_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER held_stays BEFORE UPDATE OF deleted_at ON public.model_versions FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION public.refuse_loss_under_hold();


--
-- Name: models held_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER held_stays BEFORE UPDATE OF deleted_at ON public.models FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL))) EXECUTE FUNCTION public.refuse_loss_under_hold();


--
-- Name: purges held_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER held_stays BEFORE INSERT ON public.purges FOR EACH ROW EXECUTE FUNCTION public.refuse_loss_under_hold();


--
-- Name: version_files sealed_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER sealed_stays BEFORE INSERT OR DELETE OR UPDATE ON public.version_files FOR EACH ROW EXECUTE FUNCTION public.refuse_change_of_sealed();


--
-- Name: model_aliases shown_when_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER shown_when_deleted AFTER DELETE ON public.model_aliases REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.show_model_aliases();


--
-- Name: model_tags shown_when_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER shown_when_deleted AFTER DELETE ON public.model_tags REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.show_model_tags();


--
-- Name: version_tags shown_when_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER shown_when_deleted AFTER DELETE ON public.version_tags REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.show_version_tags();


--
-- Name: model_aliases shown_when_inserted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER shown_when_inserted AFTER INSERT ON public.model_aliases REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.show_model_aliases();


--
-- Name: model_tags shown_when_inserted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER shown_when_inserted AFTER INSERT ON public.model_tags REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.show_model_tags();


--
-- Name: version_tags shown_when_inserted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER shown_when_inserted AFTER INSERT ON public.version_tags REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.show_version_tags();


--
-- Name: model_aliases shown_when_updated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER shown_when_updated AFTER UPDATE ON public.model_aliases REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.show_model_aliases();


--
-- Name: model_tags shown_when_updated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER shown_when_updated AFTER UPDATE ON public.model_tags REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.show_model_tags();


--
-- Name: version_tags shown_when_updated; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER shown_when_updated AFTER UPDATE ON public.version_tags REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.show_version_tags();


--
-- Name: alias_changes alias_changes_changed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alias_changes
    ADD CONSTRAINT alias_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.principals(id);


--
-- Name: alias_changes alias_changes_from_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alias_changes
    ADD CONSTRAINT alias_changes_from_version_id_fkey FOREIGN KEY (from_version_id) REFERENCES public.model_versions(id);


--
-- Name: alias_changes alias_changes_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alias_changes
    ADD CONSTRAINT alias_changes_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: alias_changes alias_changes_to_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alias_changes
    ADD CONSTRAINT alias_changes_to_version_id_fkey FOREIGN KEY (to_version_id) REFERENCES public.model_versions(id);


--
-- Name: artifact_restrictions artifact_restrictions_group_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifact_restrictions
    ADD CONSTRAINT artifact_restrictions_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.groups(id);


--
-- Name: artifact_restrictions artifact_restrictions_set_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifact_restrictions
    ADD CONSTRAINT artifact_restrictions_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.principals(id);


--
-- Name: artifact_upload_parts artifact_upload_parts_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifact_upload_parts
    ADD CONSTRAINT artifact_upload_parts_digest_fkey FOREIGN KEY (digest) REFERENCES public.contents(digest);


--
-- Name: artifact_upload_parts artifact_upload_parts_upload_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifact_upload_parts
    ADD CONSTRAINT artifact_upload_parts_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES public.artifact_uploads(id) ON DELETE CASCADE;


--
-- Name: artifact_uploads artifact_uploads_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifact_uploads
    ADD CONSTRAINT artifact_uploads_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: artifact_uploads artifact_uploads_experiment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifact_uploads
    ADD CONSTRAINT artifact_uploads_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES public.experiments(id);


--
-- Name: artifacts artifacts_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifacts
    ADD CONSTRAINT artifacts_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: artifacts artifacts_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifacts
    ADD CONSTRAINT artifacts_digest_fkey FOREIGN KEY (digest) REFERENCES public.contents(digest);


--
-- Name: artifacts artifacts_experiment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifacts
    ADD CONSTRAINT artifacts_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES public.experiments(id);


--
-- Name: artifacts artifacts_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.artifacts
    ADD CONSTRAINT artifacts_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.groups(id);


--
-- Name: chunk_messages chunk_messages_chunk_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk_messages
    ADD CONSTRAINT chunk_messages_chunk_id_fkey FOREIGN KEY (chunk_id) REFERENCES public.chunks(id) ON DELETE CASCADE;


--
-- Name: chunk_messages chunk_messages_message_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunk_messages
    ADD CONSTRAINT chunk_messages_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;


--
-- Name: chunks chunks_container_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.chunks
    ADD CONSTRAINT chunks_container_id_fkey FOREIGN KEY (container_id) REFERENCES public.containers(id);


--
-- Name: container_members container_members_container_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.container_members
    ADD CONSTRAINT container_members_container_id_fkey FOREIGN KEY (container_id) REFERENCES public.containers(id);


--
-- Name: containers containers_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.containers
    ADD CONSTRAINT containers_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.sources(id);


--
-- Name: content_keys content_keys_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.content_keys
    ADD CONSTRAINT content_keys_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.groups(id);


--
-- Name: contract_features contract_features_contract_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_features
    ADD CONSTRAINT contract_features_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES public.feature_contracts(id);


--
-- Name: contract_features contract_features_dataset_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contract_features
    ADD CONSTRAINT contract_features_dataset_version_id_fkey FOREIGN KEY (dataset_version_id) REFERENCES public.dataset_versions(id);


--
-- Name: dataset_checks dataset_checks_recorded_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_checks
    ADD CONSTRAINT dataset_checks_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.principals(id);


--
-- Name: dataset_checks dataset_checks_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_checks
    ADD CONSTRAINT dataset_checks_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.dataset_versions(id);


--
-- Name: dataset_claims dataset_claims_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_claims
    ADD CONSTRAINT dataset_claims_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: dataset_claims dataset_claims_experiment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_claims
    ADD CONSTRAINT dataset_claims_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES public.experiments(id);


--
-- Name: dataset_purges dataset_purges_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_purges
    ADD CONSTRAINT dataset_purges_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.dataset_versions(id);


--
-- Name: dataset_version_files dataset_version_files_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_version_files
    ADD CONSTRAINT dataset_version_files_digest_fkey FOREIGN KEY (digest) REFERENCES public.contents(digest);


--
-- Name: dataset_version_files dataset_version_files_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_version_files
    ADD CONSTRAINT dataset_version_files_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.dataset_versions(id);


--
-- Name: dataset_versions dataset_versions_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_versions
    ADD CONSTRAINT dataset_versions_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: dataset_versions dataset_versions_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dataset_versions
    ADD CONSTRAINT dataset_versions_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(id);


--
-- Name: datasets datasets_accountable_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.datasets
    ADD CONSTRAINT datasets_accountable_id_fkey FOREIGN KEY (accountable_id) REFERENCES public.principals(id);


--
-- Name: datasets datasets_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.datasets
    ADD CONSTRAINT datasets_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: datasets datasets_owner_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.datasets
    ADD CONSTRAINT datasets_owner_team_id_fkey FOREIGN KEY (owner_team_id) REFERENCES public.groups(id);


--
-- Name: deployment_environments deployment_environments_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deployment_environments
    ADD CONSTRAINT deployment_environments_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: deployments deployments_deployed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deployments
    ADD CONSTRAINT deployments_deployed_by_fkey FOREIGN KEY (deployed_by) REFERENCES public.principals(id);


--
-- Name: deployments deployments_ended_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deployments
    ADD CONSTRAINT deployments_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.principals(id);


--
-- Name: deployments deployments_environment_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deployments
    ADD CONSTRAINT deployments_environment_fkey FOREIGN KEY (environment) REFERENCES public.deployment_environments(name);


--
-- Name: deployments deployments_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deployments
    ADD CONSTRAINT deployments_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: deployments deployments_model_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deployments
    ADD CONSTRAINT deployments_model_version_id_fkey FOREIGN KEY (model_version_id) REFERENCES public.model_versions(id);


--
-- Name: deployments deployments_replaced_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deployments
    ADD CONSTRAINT deployments_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES public.deployments(id);


--
-- Name: evaluation_dataset_experiments evaluation_dataset_experiments_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_dataset_experiments
    ADD CONSTRAINT evaluation_dataset_experiments_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.evaluation_datasets(id);


--
-- Name: evaluation_dataset_experiments evaluation_dataset_experiments_experiment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_dataset_experiments
    ADD CONSTRAINT evaluation_dataset_experiments_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES public.experiments(id);


--
-- Name: evaluation_datasets evaluation_datasets_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_datasets
    ADD CONSTRAINT evaluation_datasets_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: evaluation_datasets evaluation_datasets_owner_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_datasets
    ADD CONSTRAINT evaluation_datasets_owner_team_id_fkey FOREIGN KEY (owner_team_id) REFERENCES public.groups(id);


--
-- Name: evaluation_records evaluation_records_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_records
    ADD CONSTRAINT evaluation_records_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.evaluation_datasets(id);


--
-- Name: evaluation_records evaluation_records_updated_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.evaluation_records
    ADD CONSTRAINT evaluation_records_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES public.principals(id);


--
-- Name: experiment_tags experiment_tags_experiment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.experiment_tags
    ADD CONSTRAINT experiment_tags_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES public.experiments(id);


--
-- Name: experiments experiments_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.experiments
    ADD CONSTRAINT experiments_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: experiments experiments_owner_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.experiments
    ADD CONSTRAINT experiments_owner_team_id_fkey FOREIGN KEY (owner_team_id) REFERENCES public.groups(id);


--
-- Name: feature_contracts feature_contracts_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feature_contracts
    ADD CONSTRAINT feature_contracts_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: feature_contracts feature_contracts_feature_set_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feature_contracts
    ADD CONSTRAINT feature_contracts_feature_set_id_fkey FOREIGN KEY (feature_set_id) REFERENCES public.feature_sets(id);


--
-- Name: feature_sets feature_sets_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feature_sets
    ADD CONSTRAINT feature_sets_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: feature_sets feature_sets_owner_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.feature_sets
    ADD CONSTRAINT feature_sets_owner_team_id_fkey FOREIGN KEY (owner_team_id) REFERENCES public.groups(id);


--
-- Name: group_members group_members_group_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_members
    ADD CONSTRAINT group_members_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.groups(id);


--
-- Name: group_members group_members_principal_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.group_members
    ADD CONSTRAINT group_members_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES public.principals(id);


--
-- Name: idempotency_keys idempotency_keys_principal_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES public.principals(id);


--
-- Name: imports imports_content_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_content_digest_fkey FOREIGN KEY (content_digest) REFERENCES public.contents(digest);


--
-- Name: imports imports_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: imports imports_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.sources(id);


--
-- Name: legal_holds legal_holds_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.legal_holds
    ADD CONSTRAINT legal_holds_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: legal_holds legal_holds_placed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.legal_holds
    ADD CONSTRAINT legal_holds_placed_by_fkey FOREIGN KEY (placed_by) REFERENCES public.principals(id);


--
-- Name: legal_holds legal_holds_released_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.legal_holds
    ADD CONSTRAINT legal_holds_released_by_fkey FOREIGN KEY (released_by) REFERENCES public.principals(id);


--
-- Name: legal_holds legal_holds_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.legal_holds
    ADD CONSTRAINT legal_holds_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.model_versions(id);


--
-- Name: lifecycle_changes lifecycle_changes_changed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lifecycle_changes
    ADD CONSTRAINT lifecycle_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.principals(id);


--
-- Name: lifecycle_changes lifecycle_changes_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lifecycle_changes
    ADD CONSTRAINT lifecycle_changes_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.model_versions(id);


--
-- Name: lineage_edges lineage_edges_dataset_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lineage_edges
    ADD CONSTRAINT lineage_edges_dataset_version_id_fkey FOREIGN KEY (dataset_version_id) REFERENCES public.dataset_versions(id);


--
-- Name: lineage_edges lineage_edges_model_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.lineage_edges
    ADD CONSTRAINT lineage_edges_model_version_id_fkey FOREIGN KEY (model_version_id) REFERENCES public.model_versions(id);


--
-- Name: logged_model_metrics logged_model_metrics_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_model_metrics
    ADD CONSTRAINT logged_model_metrics_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.logged_models(id);


--
-- Name: logged_model_metrics logged_model_metrics_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_model_metrics
    ADD CONSTRAINT logged_model_metrics_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id);


--
-- Name: logged_model_params logged_model_params_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_model_params
    ADD CONSTRAINT logged_model_params_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.logged_models(id);


--
-- Name: logged_model_tags logged_model_tags_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_model_tags
    ADD CONSTRAINT logged_model_tags_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.logged_models(id);


--
-- Name: logged_models logged_models_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_models
    ADD CONSTRAINT logged_models_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: logged_models logged_models_experiment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_models
    ADD CONSTRAINT logged_models_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES public.experiments(id);


--
-- Name: logged_models logged_models_owner_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_models
    ADD CONSTRAINT logged_models_owner_team_id_fkey FOREIGN KEY (owner_team_id) REFERENCES public.groups(id);


--
-- Name: logged_models logged_models_source_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.logged_models
    ADD CONSTRAINT logged_models_source_run_id_fkey FOREIGN KEY (source_run_id) REFERENCES public.runs(id);


--
-- Name: messages messages_container_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_container_id_fkey FOREIGN KEY (container_id) REFERENCES public.containers(id);


--
-- Name: model_aliases model_aliases_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_aliases
    ADD CONSTRAINT model_aliases_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: model_aliases model_aliases_set_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_aliases
    ADD CONSTRAINT model_aliases_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.principals(id);


--
-- Name: model_aliases model_aliases_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_aliases
    ADD CONSTRAINT model_aliases_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.model_versions(id);


--
-- Name: model_cards model_cards_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_cards
    ADD CONSTRAINT model_cards_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: model_cards model_cards_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_cards
    ADD CONSTRAINT model_cards_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.model_versions(id);


--
-- Name: model_cards model_cards_written_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_cards
    ADD CONSTRAINT model_cards_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.principals(id);


--
-- Name: model_import_members model_import_members_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_import_members
    ADD CONSTRAINT model_import_members_digest_fkey FOREIGN KEY (digest) REFERENCES public.contents(digest);


--
-- Name: model_import_members model_import_members_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_import_members
    ADD CONSTRAINT model_import_members_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.model_imports(model_id);


--
-- Name: model_imports model_imports_imported_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_imports
    ADD CONSTRAINT model_imports_imported_by_fkey FOREIGN KEY (imported_by) REFERENCES public.principals(id);


--
-- Name: model_imports model_imports_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_imports
    ADD CONSTRAINT model_imports_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: model_tags model_tags_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_tags
    ADD CONSTRAINT model_tags_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: model_versions model_versions_copied_from_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_versions
    ADD CONSTRAINT model_versions_copied_from_id_fkey FOREIGN KEY (copied_from_id) REFERENCES public.model_versions(id);


--
-- Name: model_versions model_versions_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_versions
    ADD CONSTRAINT model_versions_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: model_versions model_versions_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_versions
    ADD CONSTRAINT model_versions_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: models models_accountable_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.models
    ADD CONSTRAINT models_accountable_id_fkey FOREIGN KEY (accountable_id) REFERENCES public.principals(id);


--
-- Name: models models_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.models
    ADD CONSTRAINT models_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: models models_owner_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.models
    ADD CONSTRAINT models_owner_team_id_fkey FOREIGN KEY (owner_team_id) REFERENCES public.groups(id);


--
-- Name: name_changes name_changes_changed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.name_changes
    ADD CONSTRAINT name_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.principals(id);


--
-- Name: name_changes name_changes_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.name_changes
    ADD CONSTRAINT name_changes_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: ownership_changes ownership_changes_changed_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ownership_changes
    ADD CONSTRAINT ownership_changes_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.principals(id);


--
-- Name: ownership_changes ownership_changes_from_accountable_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ownership_changes
    ADD CONSTRAINT ownership_changes_from_accountable_id_fkey FOREIGN KEY (from_accountable_id) REFERENCES public.principals(id);


--
-- Name: ownership_changes ownership_changes_from_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ownership_changes
    ADD CONSTRAINT ownership_changes_from_team_id_fkey FOREIGN KEY (from_team_id) REFERENCES public.groups(id);


--
-- Name: ownership_changes ownership_changes_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ownership_changes
    ADD CONSTRAINT ownership_changes_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: ownership_changes ownership_changes_to_accountable_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ownership_changes
    ADD CONSTRAINT ownership_changes_to_accountable_id_fkey FOREIGN KEY (to_accountable_id) REFERENCES public.principals(id);


--
-- Name: ownership_changes ownership_changes_to_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ownership_changes
    ADD CONSTRAINT ownership_changes_to_team_id_fkey FOREIGN KEY (to_team_id) REFERENCES public.groups(id);


--
-- Name: purged_dataset_files purged_dataset_files_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purged_dataset_files
    ADD CONSTRAINT purged_dataset_files_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.dataset_purges(version_id);


--
-- Name: purged_files purged_files_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purged_files
    ADD CONSTRAINT purged_files_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.purges(version_id);


--
-- Name: purges purges_purged_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purges
    ADD CONSTRAINT purges_purged_by_fkey FOREIGN KEY (purged_by) REFERENCES public.principals(id);


--
-- Name: purges purges_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.purges
    ADD CONSTRAINT purges_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.model_versions(id);


--
-- Name: retirements retirements_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.retirements
    ADD CONSTRAINT retirements_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


--
-- Name: retirements retirements_recorded_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.retirements
    ADD CONSTRAINT retirements_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.principals(id);


--
-- Name: retirements retirements_successor_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.retirements
    ADD CONSTRAINT retirements_successor_model_id_fkey FOREIGN KEY (successor_model_id) REFERENCES public.models(id);


--
-- Name: retirements retirements_successor_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.retirements
    ADD CONSTRAINT retirements_successor_version_id_fkey FOREIGN KEY (successor_version_id) REFERENCES public.model_versions(id);


--
-- Name: retirements retirements_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.retirements
    ADD CONSTRAINT retirements_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.model_versions(id);


--
-- Name: run_dataset_input_tags run_dataset_input_tags_run_id_claim_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_dataset_input_tags
    ADD CONSTRAINT run_dataset_input_tags_run_id_claim_id_fkey FOREIGN KEY (run_id, claim_id) REFERENCES public.run_dataset_inputs(run_id, claim_id);


--
-- Name: run_dataset_inputs run_dataset_inputs_claim_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_dataset_inputs
    ADD CONSTRAINT run_dataset_inputs_claim_id_fkey FOREIGN KEY (claim_id) REFERENCES public.dataset_claims(id);


--
-- Name: run_dataset_inputs run_dataset_inputs_dataset_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_dataset_inputs
    ADD CONSTRAINT run_dataset_inputs_dataset_version_id_fkey FOREIGN KEY (dataset_version_id) REFERENCES public.dataset_versions(id);


--
-- Name: run_dataset_inputs run_dataset_inputs_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_dataset_inputs
    ADD CONSTRAINT run_dataset_inputs_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id);


--
-- Name: run_model_inputs run_model_inputs_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_model_inputs
    ADD CONSTRAINT run_model_inputs_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.logged_models(id);


--
-- Name: run_model_inputs run_model_inputs_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_model_inputs
    ADD CONSTRAINT run_model_inputs_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id);


--
-- Name: run_model_outputs run_model_outputs_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_model_outputs
    ADD CONSTRAINT run_model_outputs_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.logged_models(id);


--
-- Name: run_model_outputs run_model_outputs_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_model_outputs
    ADD CONSTRAINT run_model_outputs_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id);


--
-- Name: run_params run_params_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_params
    ADD CONSTRAINT run_params_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id);


--
-- Name: run_tags run_tags_run_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.run_tags
    ADD CONSTRAINT run_tags_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.runs(id);


--
-- Name: runs runs_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: runs runs_experiment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES public.experiments(id);


--
-- Name: runs runs_owner_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_owner_team_id_fkey FOREIGN KEY (owner_team_id) REFERENCES public.groups(id);


--
-- Name: source_people source_people_mapped_principal_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_people
    ADD CONSTRAINT source_people_mapped_principal_id_fkey FOREIGN KEY (mapped_principal_id) REFERENCES public.principals(id);


--
-- Name: source_people source_people_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.source_people
    ADD CONSTRAINT source_people_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.sources(id);


--
-- Name: sources sources_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sources
    ADD CONSTRAINT sources_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: storage_quotas storage_quotas_set_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.storage_quotas
    ADD CONSTRAINT storage_quotas_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.principals(id);


--
-- Name: storage_quotas storage_quotas_team_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.storage_quotas
    ADD CONSTRAINT storage_quotas_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.groups(id);


--
-- Name: tokens tokens_principal_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES public.principals(id);


--
-- Name: trace_assessments trace_assessments_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_assessments
    ADD CONSTRAINT trace_assessments_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: trace_assessments trace_assessments_trace_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_assessments
    ADD CONSTRAINT trace_assessments_trace_id_fkey FOREIGN KEY (trace_id) REFERENCES public.traces(id);


--
-- Name: trace_links trace_links_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_links
    ADD CONSTRAINT trace_links_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: trace_metadata trace_metadata_trace_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_metadata
    ADD CONSTRAINT trace_metadata_trace_id_fkey FOREIGN KEY (trace_id) REFERENCES public.traces(id);


--
-- Name: trace_spans trace_spans_trace_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_spans
    ADD CONSTRAINT trace_spans_trace_id_fkey FOREIGN KEY (trace_id) REFERENCES public.traces(id);


--
-- Name: trace_tags trace_tags_trace_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.trace_tags
    ADD CONSTRAINT trace_tags_trace_id_fkey FOREIGN KEY (trace_id) REFERENCES public.traces(id);


--
-- Name: traces traces_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.traces
    ADD CONSTRAINT traces_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: traces traces_experiment_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.traces
    ADD CONSTRAINT traces_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES public.experiments(id);


--
-- Name: unnamed_contents unnamed_contents_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.unnamed_contents
    ADD CONSTRAINT unnamed_contents_digest_fkey FOREIGN KEY (digest) REFERENCES public.contents(digest) ON DELETE CASCADE;


--
-- Name: version_contracts version_contracts_contract_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_contracts
    ADD CONSTRAINT version_contracts_contract_id_fkey FOREIGN KEY (contract_id) REFERENCES public.feature_contracts(id);


--
-- Name: version_contracts version_contracts_model_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_contracts
    ADD CONSTRAINT version_contracts_model_version_id_fkey FOREIGN KEY (model_version_id) REFERENCES public.model_versions(id);


--
-- Name: version_contracts version_contracts_set_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_contracts
    ADD CONSTRAINT version_contracts_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.principals(id);


--
-- Name: version_evaluations version_evaluations_against_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_evaluations
    ADD CONSTRAINT version_evaluations_against_version_id_fkey FOREIGN KEY (against_version_id) REFERENCES public.model_versions(id);


--
-- Name: version_evaluations version_evaluations_evaluated_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_evaluations
    ADD CONSTRAINT version_evaluations_evaluated_by_fkey FOREIGN KEY (evaluated_by) REFERENCES public.principals(id);


--
-- Name: version_evaluations version_evaluations_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_evaluations
    ADD CONSTRAINT version_evaluations_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.model_versions(id);


--
-- Name: version_files version_files_digest_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_files
    ADD CONSTRAINT version_files_digest_fkey FOREIGN KEY (digest) REFERENCES public.contents(digest);


--
-- Name: version_files version_files_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_files
    ADD CONSTRAINT version_files_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.model_versions(id);


--
-- Name: version_tags version_tags_version_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.version_tags
    ADD CONSTRAINT version_tags_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.model_versions(id);


--
-- Name: webhook_deliveries webhook_deliveries_webhook_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES public.webhooks(id);


--
-- Name: webhooks webhooks_created_by_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.principals(id);


--
-- Name: SCHEMA audit; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA audit TO assay_app;
GRANT USAGE ON SCHEMA audit TO assay_sequencer;
GRANT USAGE ON SCHEMA audit TO assay_auditor;


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA public TO assay_app;
GRANT USAGE ON SCHEMA public TO assay_sequencer;
GRANT USAGE ON SCHEMA public TO assay_auditor;


--
-- Name: FUNCTION emit(entry_id uuid, body bytea); Type: ACL; Schema: audit; Owner: -
--

REVOKE ALL ON FUNCTION audit.emit(entry_id uuid, body bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.emit(entry_id uuid, body bytea) TO assay_app;


--
-- Name: FUNCTION forget_inference_usage(rows_max bigint); Type: ACL; Schema: public; Owner: -
--

REVOKE ALL ON FUNCTION public.forget_inference_usage(rows_max bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.forget_inference_usage(rows_max bigint) TO assay_app;


--
-- Name: TABLE legal_holds; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.legal_holds TO assay_app;
GRANT SELECT ON TABLE public.legal_holds TO assay_auditor;


--
-- Name: COLUMN legal_holds.released_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(released_at) ON TABLE public.legal_holds TO assay_app;


--
-- Name: COLUMN legal_holds.released_by; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(released_by) ON TABLE public.legal_holds TO assay_app;


--
-- Name: COLUMN legal_holds.release_reason; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(release_reason) ON TABLE public.legal_holds TO assay_app;


--
-- Name: TABLE model_versions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.model_versions TO assay_app;
GRANT SELECT ON TABLE public.model_versions TO assay_auditor;


--
-- Name: TABLE checkpoint; Type: ACL; Schema: audit; Owner: -
--

GRANT SELECT ON TABLE audit.checkpoint TO assay_app;
GRANT SELECT,INSERT ON TABLE audit.checkpoint TO assay_sequencer;
GRANT SELECT ON TABLE audit.checkpoint TO assay_auditor;


--
-- Name: TABLE intake; Type: ACL; Schema: audit; Owner: -
--

GRANT SELECT ON TABLE audit.intake TO assay_app;
GRANT SELECT,DELETE ON TABLE audit.intake TO assay_sequencer;
GRANT SELECT ON TABLE audit.intake TO assay_auditor;


--
-- Name: TABLE log_entry; Type: ACL; Schema: audit; Owner: -
--

GRANT SELECT ON TABLE audit.log_entry TO assay_app;
GRANT SELECT,INSERT ON TABLE audit.log_entry TO assay_sequencer;
GRANT SELECT ON TABLE audit.log_entry TO assay_auditor;


--
-- Name: TABLE log_head; Type: ACL; Schema: audit; Owner: -
--

GRANT SELECT ON TABLE audit.log_head TO assay_app;
GRANT SELECT,UPDATE ON TABLE audit.log_head TO assay_sequencer;
GRANT SELECT ON TABLE audit.log_head TO assay_auditor;


--
-- Name: TABLE tile; Type: ACL; Schema: audit; Owner: -
--

GRANT SELECT ON TABLE audit.tile TO assay_app;
GRANT SELECT,INSERT,UPDATE ON TABLE audit.tile TO assay_sequencer;
GRANT SELECT ON TABLE audit.tile TO assay_auditor;


--
-- Name: TABLE alias_changes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.alias_changes TO assay_app;
GRANT SELECT ON TABLE public.alias_changes TO assay_auditor;


--
-- Name: TABLE artifact_restrictions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.artifact_restrictions TO assay_app;
GRANT SELECT ON TABLE public.artifact_restrictions TO assay_auditor;


--
-- Name: TABLE artifact_upload_parts; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.artifact_upload_parts TO assay_app;
GRANT SELECT ON TABLE public.artifact_upload_parts TO assay_auditor;


--
-- Name: TABLE artifact_uploads; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.artifact_uploads TO assay_app;
GRANT SELECT ON TABLE public.artifact_uploads TO assay_auditor;


--
-- Name: TABLE artifacts; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.artifacts TO assay_app;
GRANT SELECT ON TABLE public.artifacts TO assay_auditor;


--
-- Name: TABLE chunk_feed; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.chunk_feed TO assay_app;


--
-- Name: TABLE chunk_messages; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.chunk_messages TO assay_app;


--
-- Name: TABLE chunks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.chunks TO assay_app;


--
-- Name: TABLE container_members; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.container_members TO assay_app;


--
-- Name: TABLE containers; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.containers TO assay_app;


--
-- Name: TABLE content_claims; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.content_claims TO assay_app;
GRANT SELECT ON TABLE public.content_claims TO assay_auditor;


--
-- Name: TABLE content_keys; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.content_keys TO assay_app;


--
-- Name: COLUMN content_keys.id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(id) ON TABLE public.content_keys TO assay_auditor;


--
-- Name: COLUMN content_keys.team_id; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(team_id) ON TABLE public.content_keys TO assay_auditor;


--
-- Name: COLUMN content_keys.created_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(created_at) ON TABLE public.content_keys TO assay_auditor;


--
-- Name: COLUMN content_keys.sealed_at; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT(sealed_at) ON TABLE public.content_keys TO assay_auditor;


--
-- Name: TABLE contents; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.contents TO assay_app;
GRANT SELECT ON TABLE public.contents TO assay_auditor;


--
-- Name: TABLE contract_features; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.contract_features TO assay_app;
GRANT SELECT ON TABLE public.contract_features TO assay_auditor;


--
-- Name: TABLE dataset_checks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.dataset_checks TO assay_app;
GRANT SELECT ON TABLE public.dataset_checks TO assay_auditor;


--
-- Name: COLUMN dataset_checks.is_latest; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(is_latest) ON TABLE public.dataset_checks TO assay_app;


--
-- Name: TABLE dataset_claims; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.dataset_claims TO assay_app;
GRANT SELECT ON TABLE public.dataset_claims TO assay_auditor;


--
-- Name: TABLE dataset_version_files; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.dataset_version_files TO assay_app;
GRANT SELECT ON TABLE public.dataset_version_files TO assay_auditor;


--
-- Name: TABLE purged_dataset_files; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.purged_dataset_files TO assay_app;
GRANT SELECT ON TABLE public.purged_dataset_files TO assay_auditor;


--
-- Name: TABLE dataset_files; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.dataset_files TO assay_auditor;
GRANT SELECT ON TABLE public.dataset_files TO assay_app;


--
-- Name: TABLE dataset_purges; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.dataset_purges TO assay_app;
GRANT SELECT ON TABLE public.dataset_purges TO assay_auditor;


--
-- Name: TABLE dataset_versions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.dataset_versions TO assay_app;
GRANT SELECT ON TABLE public.dataset_versions TO assay_auditor;


--
-- Name: COLUMN dataset_versions.row_count; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(row_count) ON TABLE public.dataset_versions TO assay_app;


--
-- Name: COLUMN dataset_versions.source_uri; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(source_uri) ON TABLE public.dataset_versions TO assay_app;


--
-- Name: COLUMN dataset_versions.schema; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(schema) ON TABLE public.dataset_versions TO assay_app;


--
-- Name: COLUMN dataset_versions.schema_digest; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(schema_digest) ON TABLE public.dataset_versions TO assay_app;


--
-- Name: COLUMN dataset_versions.column_count; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(column_count) ON TABLE public.dataset_versions TO assay_app;


--
-- Name: TABLE datasets; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.datasets TO assay_app;
GRANT SELECT ON TABLE public.datasets TO assay_auditor;


--
-- Name: TABLE deployment_environments; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.deployment_environments TO assay_app;
GRANT SELECT ON TABLE public.deployment_environments TO assay_auditor;


--
-- Name: TABLE deployments; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.deployments TO assay_app;
GRANT SELECT ON TABLE public.deployments TO assay_auditor;


--
-- Name: COLUMN deployments.status; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(status) ON TABLE public.deployments TO assay_app;


--
-- Name: COLUMN deployments.ended_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(ended_at) ON TABLE public.deployments TO assay_app;


--
-- Name: COLUMN deployments.ended_by; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(ended_by) ON TABLE public.deployments TO assay_app;


--
-- Name: COLUMN deployments.end_reason; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(end_reason) ON TABLE public.deployments TO assay_app;


--
-- Name: COLUMN deployments.replaced_by; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(replaced_by) ON TABLE public.deployments TO assay_app;


--
-- Name: TABLE evaluation_dataset_experiments; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.evaluation_dataset_experiments TO assay_app;
GRANT SELECT ON TABLE public.evaluation_dataset_experiments TO assay_auditor;


--
-- Name: TABLE evaluation_datasets; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.evaluation_datasets TO assay_app;
GRANT SELECT ON TABLE public.evaluation_datasets TO assay_auditor;


--
-- Name: TABLE evaluation_records; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.evaluation_records TO assay_app;
GRANT SELECT ON TABLE public.evaluation_records TO assay_auditor;


--
-- Name: TABLE experiment_tags; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.experiment_tags TO assay_app;
GRANT SELECT ON TABLE public.experiment_tags TO assay_auditor;


--
-- Name: TABLE experiments; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.experiments TO assay_app;
GRANT SELECT ON TABLE public.experiments TO assay_auditor;


--
-- Name: TABLE feature_contracts; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.feature_contracts TO assay_app;
GRANT SELECT ON TABLE public.feature_contracts TO assay_auditor;


--
-- Name: TABLE feature_sets; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.feature_sets TO assay_app;
GRANT SELECT ON TABLE public.feature_sets TO assay_auditor;


--
-- Name: TABLE group_members; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.group_members TO assay_app;
GRANT SELECT ON TABLE public.group_members TO assay_auditor;


--
-- Name: TABLE groups; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.groups TO assay_app;
GRANT SELECT ON TABLE public.groups TO assay_auditor;


--
-- Name: TABLE idempotency_keys; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.idempotency_keys TO assay_app;


--
-- Name: TABLE imports; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.imports TO assay_app;
GRANT SELECT ON TABLE public.imports TO assay_auditor;


--
-- Name: TABLE inference_usage; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.inference_usage TO assay_app;
GRANT SELECT ON TABLE public.inference_usage TO assay_auditor;


--
-- Name: TABLE lifecycle_changes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.lifecycle_changes TO assay_app;
GRANT SELECT ON TABLE public.lifecycle_changes TO assay_auditor;


--
-- Name: TABLE lineage_edges; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.lineage_edges TO assay_app;
GRANT SELECT ON TABLE public.lineage_edges TO assay_auditor;


--
-- Name: TABLE logged_models; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.logged_models TO assay_app;
GRANT SELECT ON TABLE public.logged_models TO assay_auditor;


--
-- Name: TABLE run_dataset_inputs; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.run_dataset_inputs TO assay_app;
GRANT SELECT ON TABLE public.run_dataset_inputs TO assay_auditor;


--
-- Name: TABLE run_model_inputs; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.run_model_inputs TO assay_app;
GRANT SELECT ON TABLE public.run_model_inputs TO assay_auditor;


--
-- Name: TABLE run_model_outputs; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.run_model_outputs TO assay_app;
GRANT SELECT ON TABLE public.run_model_outputs TO assay_auditor;


--
-- Name: TABLE version_contracts; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.version_contracts TO assay_app;
GRANT SELECT ON TABLE public.version_contracts TO assay_auditor;


--
-- Name: COLUMN version_contracts.ended_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(ended_at) ON TABLE public.version_contracts TO assay_app;


--
-- Name: TABLE lineage_links; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.lineage_links TO assay_auditor;
GRANT SELECT ON TABLE public.lineage_links TO assay_app;


--
-- Name: TABLE logged_model_metrics; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.logged_model_metrics TO assay_app;
GRANT SELECT ON TABLE public.logged_model_metrics TO assay_auditor;


--
-- Name: TABLE logged_model_params; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.logged_model_params TO assay_app;
GRANT SELECT ON TABLE public.logged_model_params TO assay_auditor;


--
-- Name: TABLE logged_model_tags; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.logged_model_tags TO assay_app;
GRANT SELECT ON TABLE public.logged_model_tags TO assay_auditor;


--
-- Name: TABLE messages; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.messages TO assay_app;


--
-- Name: TABLE metric_history; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.metric_history TO assay_app;
GRANT SELECT ON TABLE public.metric_history TO assay_auditor;


--
-- Name: TABLE model_aliases; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.model_aliases TO assay_app;
GRANT SELECT ON TABLE public.model_aliases TO assay_auditor;


--
-- Name: COLUMN model_aliases.version_id; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(version_id) ON TABLE public.model_aliases TO assay_app;


--
-- Name: COLUMN model_aliases.set_at; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(set_at) ON TABLE public.model_aliases TO assay_app;


--
-- Name: COLUMN model_aliases.set_by; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(set_by) ON TABLE public.model_aliases TO assay_app;


--
-- Name: TABLE model_cards; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.model_cards TO assay_app;
GRANT SELECT ON TABLE public.model_cards TO assay_auditor;


--
-- Name: TABLE model_import_members; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.model_import_members TO assay_app;
GRANT SELECT ON TABLE public.model_import_members TO assay_auditor;


--
-- Name: TABLE model_imports; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.model_imports TO assay_app;
GRANT SELECT ON TABLE public.model_imports TO assay_auditor;


--
-- Name: TABLE model_tags; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.model_tags TO assay_app;
GRANT SELECT ON TABLE public.model_tags TO assay_auditor;


--
-- Name: COLUMN model_tags.value; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(value) ON TABLE public.model_tags TO assay_app;


--
-- Name: TABLE models; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.models TO assay_app;
GRANT SELECT ON TABLE public.models TO assay_auditor;


--
-- Name: TABLE name_changes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.name_changes TO assay_app;
GRANT SELECT ON TABLE public.name_changes TO assay_auditor;


--
-- Name: TABLE ownership_changes; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.ownership_changes TO assay_app;
GRANT SELECT ON TABLE public.ownership_changes TO assay_auditor;


--
-- Name: TABLE principals; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.principals TO assay_app;
GRANT SELECT ON TABLE public.principals TO assay_auditor;


--
-- Name: TABLE source_people; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.source_people TO assay_app;


--
-- Name: TABLE person_principals; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT ON TABLE public.person_principals TO assay_app;


--
-- Name: TABLE purged_files; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.purged_files TO assay_app;
GRANT SELECT ON TABLE public.purged_files TO assay_auditor;


--
-- Name: TABLE purges; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.purges TO assay_app;
GRANT SELECT ON TABLE public.purges TO assay_auditor;


--
-- Name: TABLE retirements; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.retirements TO assay_app;
GRANT SELECT ON TABLE public.retirements TO assay_auditor;


--
-- Name: TABLE run_dataset_input_tags; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.run_dataset_input_tags TO assay_app;
GRANT SELECT ON TABLE public.run_dataset_input_tags TO assay_auditor;


--
-- Name: TABLE run_metrics; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.run_metrics TO assay_app;
GRANT SELECT ON TABLE public.run_metrics TO assay_auditor;


--
-- Name: TABLE run_params; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.run_params TO assay_app;
GRANT SELECT ON TABLE public.run_params TO assay_auditor;


--
-- Name: TABLE run_tags; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.run_tags TO assay_app;
GRANT SELECT ON TABLE public.run_tags TO assay_auditor;


--
-- Name: TABLE runs; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.runs TO assay_app;
GRANT SELECT ON TABLE public.runs TO assay_auditor;


--
-- Name: TABLE sources; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.sources TO assay_app;
GRANT SELECT ON TABLE public.sources TO assay_auditor;


--
-- Name: TABLE storage_quotas; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.storage_quotas TO assay_app;
GRANT SELECT ON TABLE public.storage_quotas TO assay_auditor;


--
-- Name: TABLE tokens; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.tokens TO assay_app;


--
-- Name: TABLE trace_assessments; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trace_assessments TO assay_app;
GRANT SELECT ON TABLE public.trace_assessments TO assay_auditor;


--
-- Name: TABLE trace_links; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trace_links TO assay_app;
GRANT SELECT ON TABLE public.trace_links TO assay_auditor;


--
-- Name: TABLE trace_metadata; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trace_metadata TO assay_app;
GRANT SELECT ON TABLE public.trace_metadata TO assay_auditor;


--
-- Name: TABLE trace_spans; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trace_spans TO assay_app;
GRANT SELECT ON TABLE public.trace_spans TO assay_auditor;


--
-- Name: TABLE trace_tags; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.trace_tags TO assay_app;
GRANT SELECT ON TABLE public.trace_tags TO assay_auditor;


--
-- Name: TABLE traces; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.traces TO assay_app;
GRANT SELECT ON TABLE public.traces TO assay_auditor;


--
-- Name: TABLE unnamed_contents; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unnamed_contents TO assay_app;
GRANT SELECT ON TABLE public.unnamed_contents TO assay_auditor;


--
-- Name: TABLE version_evaluations; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.version_evaluations TO assay_app;
GRANT SELECT ON TABLE public.version_evaluations TO assay_auditor;


--
-- Name: TABLE version_files; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.version_files TO assay_app;
GRANT SELECT ON TABLE public.version_files TO assay_auditor;


--
-- Name: TABLE version_tags; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE ON TABLE public.version_tags TO assay_app;
GRANT SELECT ON TABLE public.version_tags TO assay_auditor;


--
-- Name: COLUMN version_tags.value; Type: ACL; Schema: public; Owner: -
--

GRANT UPDATE(value) ON TABLE public.version_tags TO assay_app;


--
-- Name: TABLE webhook_deliveries; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_deliveries TO assay_app;
GRANT SELECT ON TABLE public.webhook_deliveries TO assay_auditor;


--
-- Name: TABLE webhooks; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.webhooks TO assay_app;
GRANT SELECT ON TABLE public.webhooks TO assay_auditor;


--
-- PostgreSQL database dump complete
--


