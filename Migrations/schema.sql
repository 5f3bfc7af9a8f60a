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
-- Name: refuse_change_of_sealed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_change_of_sealed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM model_versions
               WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.version_id ELSE NEW.version_id END
               AND state = 'sealed') THEN
        RAISE EXCEPTION 'a sealed version never changes' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;


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


SET default_tablespace = '';

SET default_table_access_method = heap;

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
    alias text NOT NULL,
    from_version_id uuid,
    to_version_id uuid,
    reason text,
    changed_at timestamp with time zone NOT NULL,
    changed_by uuid NOT NULL,
    CONSTRAINT alias_changes_reason_check CHECK ((length(reason) <= 500))
);


--
-- Name: artifacts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.artifacts (
    owner_kind text NOT NULL,
    owner_id text NOT NULL,
    path text NOT NULL,
    experiment_id bigint NOT NULL,
    digest bytea NOT NULL,
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
    CONSTRAINT dataset_versions_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT dataset_versions_digest_check CHECK ((octet_length(digest) = 32)),
    CONSTRAINT dataset_versions_digest_origin_check CHECK ((digest_origin = ANY (ARRAY['computed'::text, 'claimed'::text]))),
    CONSTRAINT dataset_versions_number_check CHECK ((number > 0))
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
    CONSTRAINT datasets_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT datasets_name_check CHECK (((octet_length(name) >= 1) AND (octet_length(name) <= 255)))
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
-- Name: lifecycle_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.lifecycle_changes (
    version_id uuid NOT NULL,
    effect_id uuid NOT NULL,
    from_lifecycle text,
    to_lifecycle text NOT NULL,
    reason text,
    changed_at timestamp with time zone NOT NULL,
    changed_by uuid NOT NULL,
    CONSTRAINT lifecycle_changes_reason_check CHECK ((length(reason) <= 500))
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
    run_link text,
    file_count integer DEFAULT 0 NOT NULL,
    size_bytes bigint DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    CONSTRAINT model_versions_check CHECK (((state = 'sealed'::text) = ((manifest_digest IS NOT NULL) AND (sealed_at IS NOT NULL)))),
    CONSTRAINT model_versions_description_check CHECK ((length(description) <= 20000)),
    CONSTRAINT model_versions_file_count_check CHECK ((file_count >= 0)),
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
    from_name text NOT NULL,
    to_name text NOT NULL,
    reason text,
    changed_at timestamp with time zone NOT NULL,
    changed_by uuid NOT NULL,
    CONSTRAINT name_changes_reason_check CHECK ((length(reason) <= 500))
);


--
-- Name: ownership_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ownership_changes (
    model_id uuid NOT NULL,
    effect_id uuid NOT NULL,
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
-- Name: runs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.runs (
    id uuid NOT NULL,
    experiment_id bigint NOT NULL,
    name text NOT NULL,
    status text DEFAULT 'RUNNING'::text NOT NULL,
    user_claim text DEFAULT ''::text NOT NULL,
    started_at_ms bigint,
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
-- Name: contents contents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contents
    ADD CONSTRAINT contents_pkey PRIMARY KEY (digest);


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
-- Name: model_aliases model_aliases_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_aliases
    ADD CONSTRAINT model_aliases_pkey PRIMARY KEY (model_id, alias);


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
-- Name: artifacts_digest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX artifacts_digest ON public.artifacts USING btree (digest);


--
-- Name: chunk_messages_message; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX chunk_messages_message ON public.chunk_messages USING btree (message_id);


--
-- Name: chunks_without_vector; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX chunks_without_vector ON public.chunks USING btree (id) WHERE (vector IS NULL);


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
-- Name: lineage_edges_dataset_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX lineage_edges_dataset_version ON public.lineage_edges USING btree (dataset_version_id);


--
-- Name: messages_container_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX messages_container_time ON public.messages USING btree (container_id, sent_at, id);


--
-- Name: model_aliases_version; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_aliases_version ON public.model_aliases USING btree (version_id);


--
-- Name: model_tags_value; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_tags_value ON public.model_tags USING btree (key, "left"(value, 200));


--
-- Name: model_versions_created; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX model_versions_created ON public.model_versions USING btree (created_at) WHERE (deleted_at IS NULL);


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
-- Name: version_files_digest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_files_digest ON public.version_files USING btree (digest);


--
-- Name: version_tags_value; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX version_tags_value ON public.version_tags USING btree (key, "left"(value, 200));


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
-- Name: version_files sealed_stays; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER sealed_stays BEFORE INSERT OR DELETE OR UPDATE ON public.version_files FOR EACH ROW EXECUTE FUNCTION public.refuse_change_of_sealed();


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
-- Name: model_tags model_tags_model_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.model_tags
    ADD CONSTRAINT model_tags_model_id_fkey FOREIGN KEY (model_id) REFERENCES public.models(id);


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
-- Name: tokens tokens_principal_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES public.principals(id);


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
-- Name: TABLE contents; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.contents TO assay_app;
GRANT SELECT ON TABLE public.contents TO assay_auditor;


--
-- Name: TABLE dataset_version_files; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.dataset_version_files TO assay_app;
GRANT SELECT ON TABLE public.dataset_version_files TO assay_auditor;


--
-- Name: TABLE dataset_versions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT ON TABLE public.dataset_versions TO assay_app;
GRANT SELECT ON TABLE public.dataset_versions TO assay_auditor;


--
-- Name: TABLE datasets; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.datasets TO assay_app;
GRANT SELECT ON TABLE public.datasets TO assay_auditor;


--
-- Name: TABLE experiments; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.experiments TO assay_app;
GRANT SELECT ON TABLE public.experiments TO assay_auditor;


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
-- Name: TABLE messages; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.messages TO assay_app;


--
-- Name: TABLE model_aliases; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.model_aliases TO assay_app;
GRANT SELECT ON TABLE public.model_aliases TO assay_auditor;


--
-- Name: TABLE model_tags; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.model_tags TO assay_app;
GRANT SELECT ON TABLE public.model_tags TO assay_auditor;


--
-- Name: TABLE model_versions; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.model_versions TO assay_app;
GRANT SELECT ON TABLE public.model_versions TO assay_auditor;


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
-- Name: TABLE tokens; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.tokens TO assay_app;


--
-- Name: TABLE version_files; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.version_files TO assay_app;
GRANT SELECT ON TABLE public.version_files TO assay_auditor;


--
-- Name: TABLE version_tags; Type: ACL; Schema: public; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.version_tags TO assay_app;
GRANT SELECT ON TABLE public.version_tags TO assay_auditor;


--
-- PostgreSQL database dump complete
--


