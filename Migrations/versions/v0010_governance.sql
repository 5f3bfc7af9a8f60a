-- Model cards, retirement with legal hold and retention, the lineage graph, and models that came from elsewhere.

-- Every revision of every card, as canonical JSON; version_id is null for the card of the model as a whole.
CREATE TABLE model_cards (
    -- The version's id, or the model's for its own card.
    subject_id uuid NOT NULL,
    revision bigint NOT NULL CHECK (revision > 0),
    model_id uuid NOT NULL REFERENCES models (id),
    version_id uuid REFERENCES model_versions (id),
    document text NOT NULL CHECK (octet_length(document) BETWEEN 2 AND 262144),
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    -- The paths of the fields that say something, so that gaps are found without reading the document.
    filled_fields text[] NOT NULL,
    written_at timestamptz NOT NULL,
    written_by uuid NOT NULL REFERENCES principals (id),
    PRIMARY KEY (subject_id, revision),
    CHECK (subject_id = coalesce(version_id, model_id))
);
CREATE INDEX model_cards_model ON model_cards (model_id);

ALTER TABLE models ADD COLUMN retired_at timestamptz;

CREATE TABLE retirements (
    -- The version's id, or the model's when all of it is retired. Once only: retirement is final.
    subject_id uuid PRIMARY KEY,
    model_id uuid NOT NULL REFERENCES models (id),
    version_id uuid REFERENCES model_versions (id),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    -- What people should use instead.
    successor_model_id uuid REFERENCES models (id),
    successor_version_id uuid REFERENCES model_versions (id),
    -- Since when it is out of use, by those who retired it. Retention counts from recorded_at.
    effective_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_by uuid NOT NULL REFERENCES principals (id),
    CHECK (subject_id = coalesce(version_id, model_id)),
    CHECK (effective_at <= recorded_at)
);
CREATE INDEX retirements_model ON retirements (model_id);

CREATE TABLE legal_holds (
    id uuid PRIMARY KEY,
    model_id uuid NOT NULL REFERENCES models (id),
    -- Null: every version, those to come as well.
    version_id uuid REFERENCES model_versions (id),
    reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
    placed_at timestamptz NOT NULL,
    placed_by uuid NOT NULL REFERENCES principals (id),
    released_at timestamptz,
    released_by uuid REFERENCES principals (id),
    release_reason text CHECK (length(release_reason) BETWEEN 1 AND 2000),
    CHECK ((released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (release_reason IS NULL))
);
CREATE INDEX legal_holds_model ON legal_holds (model_id);
CREATE INDEX legal_holds_active ON legal_holds (model_id) WHERE released_at IS NULL;

CREATE INDEX model_versions_deleted ON model_versions (id) WHERE deleted_at IS NOT NULL;

-- What was let go: the files' names, digests and sizes stay for ever, their contents may be collected.
CREATE TABLE purges (
    version_id uuid PRIMARY KEY REFERENCES model_versions (id),
    manifest_digest bytea CHECK (octet_length(manifest_digest) = 32),
    kept_until timestamptz NOT NULL,
    purged_at timestamptz NOT NULL,
    purged_by uuid NOT NULL REFERENCES principals (id)
);

CREATE TABLE purged_files (
    version_id uuid NOT NULL REFERENCES purges (version_id),
    path text NOT NULL,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    size_bytes bigint NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (version_id, path)
);

-- The same for files of dataset versions whose retention ended.
CREATE TABLE dataset_purges (
    version_id uuid PRIMARY KEY REFERENCES dataset_versions (id),
    -- The audit entry.
    effect_id uuid NOT NULL,
    due_at timestamptz NOT NULL,
    purged_at timestamptz NOT NULL
);

CREATE TABLE purged_dataset_files (
    version_id uuid NOT NULL REFERENCES dataset_purges (version_id),
    path text NOT NULL,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    size_bytes bigint NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (version_id, path)
);

CREATE VIEW dataset_files AS
    SELECT f.version_id, f.path, f.digest, c.size_bytes, f.created_at
    FROM dataset_version_files f JOIN contents c ON c.digest = f.digest
    UNION ALL
    SELECT version_id, path, digest, size_bytes, created_at FROM purged_dataset_files;

CREATE INDEX datasets_to_delete ON datasets (id) WHERE retention_action = 'delete';

-- When what a dataset's rule asks for is due for a version of that age; null: never.
CREATE FUNCTION retention_due(made_at timestamptz, days integer, until timestamptz) RETURNS timestamptz
    LANGUAGE sql STABLE
    RETURN coalesce(until, made_at + days * interval '24 hours');

-- A model that came from another platform: what that one said, word for word, as its claim.
CREATE TABLE model_imports (
    model_id uuid PRIMARY KEY REFERENCES models (id),
    origin_name text NOT NULL CHECK (octet_length(origin_name) BETWEEN 1 AND 255),
    manifest_digest bytea NOT NULL CHECK (octet_length(manifest_digest) = 32),
    imported_at timestamptz NOT NULL,
    imported_by uuid NOT NULL REFERENCES principals (id)
);

CREATE TABLE model_import_members (
    model_id uuid NOT NULL REFERENCES model_imports (model_id),
    path text NOT NULL CHECK (octet_length(path) BETWEEN 1 AND 1024),
    digest bytea NOT NULL REFERENCES contents (digest),
    PRIMARY KEY (model_id, path)
);
CREATE INDEX model_import_members_digest ON model_import_members (digest);

-- MLflow's forms of ids as the uuid that they are; null for anything else.
CREATE FUNCTION uuid_of_hex(hex text) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN hex ~ '^[0-9a-f]{32}$' THEN hex::uuid END;

CREATE INDEX lineage_by_run ON model_versions (uuid_of_hex(run_id)) WHERE run_id IS NOT NULL;
CREATE INDEX lineage_by_logged_model ON model_versions (uuid_of_hex(substr(logged_model_id, 3)))
    WHERE logged_model_id IS NOT NULL;
CREATE INDEX dataset_version_files_digest ON dataset_version_files (digest);

-- The version that models:/NAME/NUMBER meant when the copy was made: names may change.
ALTER TABLE model_versions ADD COLUMN copied_from_id uuid REFERENCES model_versions (id);
CREATE INDEX model_versions_copied_from ON model_versions (copied_from_id) WHERE copied_from_id IS NOT NULL;

CREATE FUNCTION note_copied_version() RETURNS trigger
    LANGUAGE plpgsql AS $$
DECLARE
    parts text[] := regexp_match(NEW.source, '^models:/([^/@]+)/([0-9]{1,9})$');
BEGIN
    NEW.copied_from_id := (SELECT v.id FROM models m JOIN model_versions v ON v.model_id = m.id
        WHERE m.name = parts[1] AND m.deleted_at IS NULL AND v.number = parts[2]::integer);
    RETURN NEW;
END
$$;
CREATE TRIGGER copy_is_noted BEFORE INSERT ON model_versions
    FOR EACH ROW WHEN (NEW.source LIKE 'models:/%' AND NEW.source NOT LIKE 'models:/m-%')
    EXECUTE FUNCTION note_copied_version();

CREATE INDEX version_contracts_version ON version_contracts (model_version_id);
CREATE INDEX version_contracts_any_contract ON version_contracts (contract_id);

-- One row for every step that data or a model takes: from what, to what.
CREATE VIEW lineage_links AS
    SELECT 'dataset_version'::text AS from_kind, e.dataset_version_id AS from_id, 'model_version'::text AS to_kind,
        e.model_version_id AS to_id, e.role AS relation
    FROM lineage_edges e
    UNION ALL
    SELECT 'dataset_version', i.dataset_version_id, 'run', i.run_id, 'input'
    FROM run_dataset_inputs i WHERE i.dataset_version_id IS NOT NULL
    UNION ALL
    SELECT 'run', l.source_run_id, 'logged_model', l.id, 'logged'
    FROM logged_models l WHERE l.source_run_id IS NOT NULL
    UNION ALL
    SELECT 'run', o.run_id, 'logged_model', o.model_id, 'output' FROM run_model_outputs o
    UNION ALL
    SELECT 'logged_model', i.model_id, 'run', i.run_id, 'input' FROM run_model_inputs i
    UNION ALL
    SELECT 'run', uuid_of_hex(v.run_id), 'model_version', v.id, 'registered'
    FROM model_versions v WHERE v.run_id IS NOT NULL
    UNION ALL
    SELECT 'logged_model', uuid_of_hex(substr(v.logged_model_id, 3)), 'model_version', v.id, 'registered'
    FROM model_versions v WHERE v.logged_model_id IS NOT NULL
    UNION ALL
    SELECT 'model_version', v.copied_from_id, 'model_version', v.id, 'copied'
    FROM model_versions v WHERE v.copied_from_id IS NOT NULL
    UNION ALL
    SELECT 'dataset_version', f.dataset_version_id, 'feature_set', f.contract_id, 'read from'
    FROM contract_features f WHERE f.dataset_version_id IS NOT NULL
    UNION ALL
    SELECT 'feature_set', c.contract_id, 'model_version', c.model_version_id,
        CASE WHEN c.ended_at IS NULL THEN 'contract' ELSE 'former contract' END
    FROM version_contracts c
    UNION ALL
    SELECT 'model_version', d.model_version_id, 'deployment', d.id,
        CASE d.status WHEN 'active' THEN 'deployed' ELSE 'was deployed' END
    FROM deployments d;

-- Whether somebody has laid a hold on the version, or on its model as a whole.
CREATE FUNCTION is_held(version_model_id uuid, version_id uuid) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN EXISTS (SELECT FROM legal_holds h WHERE h.model_id = $1 AND h.released_at IS NULL
        AND (h.version_id IS NULL OR h.version_id = $2));

-- Whether what a run or logged model wrote is behind a version under hold.
CREATE FUNCTION is_held_artifact(kind text, owner text) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN EXISTS (SELECT FROM legal_holds h
        JOIN model_versions v ON v.model_id = h.model_id AND (h.version_id IS NULL OR v.id = h.version_id)
        WHERE h.released_at IS NULL
            AND (kind = 'run' AND v.run_id = owner OR kind = 'logged_model' AND v.logged_model_id = owner));

-- The models that were made from a dataset version, by a link, by the run behind them or by their features.
CREATE FUNCTION models_made_from(dataset_version uuid) RETURNS TABLE (model_id uuid, version_id uuid)
    LANGUAGE sql STABLE AS $$
    SELECT v.model_id, v.id FROM lineage_edges e JOIN model_versions v ON v.id = e.model_version_id
    WHERE e.dataset_version_id = $1
    UNION
    SELECT v.model_id, v.id FROM run_dataset_inputs i JOIN model_versions v ON uuid_of_hex(v.run_id) = i.run_id
    WHERE i.dataset_version_id = $1 AND v.run_id IS NOT NULL
    UNION
    SELECT v.model_id, v.id FROM contract_features f JOIN version_contracts c ON c.contract_id = f.contract_id
        JOIN model_versions v ON v.id = c.model_version_id
    WHERE f.dataset_version_id = $1
$$;

CREATE FUNCTION is_held_dataset_version(dataset_version uuid) RETURNS boolean
    LANGUAGE sql STABLE
    RETURN EXISTS (SELECT FROM models_made_from($1) m WHERE is_held(m.model_id, m.version_id));

-- Files of a dataset version go only after they were written down as purged.
CREATE FUNCTION refuse_loss_of_data() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM purged_dataset_files p WHERE p.version_id = OLD.version_id AND p.path = OLD.path) THEN
        RAISE EXCEPTION 'a dataset version never changes' USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN OLD;
END
$$;
CREATE TRIGGER data_stays BEFORE DELETE ON dataset_version_files
    FOR EACH ROW EXECUTE FUNCTION refuse_loss_of_data();

-- What is sealed stays as it is, unless its retention has passed and its files were written down as purged.
CREATE OR REPLACE FUNCTION refuse_change_of_sealed() RETURNS trigger
    LANGUAGE plpgsql AS $$
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

-- A hold stops every way of deletion, whoever asks.
CREATE FUNCTION refuse_loss_under_hold() RETURNS trigger
    LANGUAGE plpgsql AS $$
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
CREATE TRIGGER held_stays BEFORE UPDATE OF deleted_at ON models
    FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL)
    EXECUTE FUNCTION refuse_loss_under_hold();
CREATE TRIGGER held_stays BEFORE UPDATE OF deleted_at ON model_versions
    FOR EACH ROW WHEN (OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL)
    EXECUTE FUNCTION refuse_loss_under_hold();
CREATE TRIGGER held_stays BEFORE INSERT ON purges FOR EACH ROW EXECUTE FUNCTION refuse_loss_under_hold();
CREATE TRIGGER held_stays BEFORE INSERT ON dataset_purges FOR EACH ROW EXECUTE FUNCTION refuse_loss_under_hold();
CREATE TRIGGER held_stays BEFORE DELETE ON artifacts FOR EACH ROW EXECUTE FUNCTION refuse_loss_under_hold();
CREATE TRIGGER held_content_stays BEFORE UPDATE OF digest ON artifacts
    FOR EACH ROW WHEN (OLD.digest <> NEW.digest) EXECUTE FUNCTION refuse_loss_under_hold();

GRANT DELETE ON dataset_version_files TO assay_app;
GRANT SELECT, INSERT ON dataset_purges, purged_dataset_files TO assay_app;
GRANT SELECT ON dataset_purges, purged_dataset_files, dataset_files TO assay_auditor;
GRANT SELECT ON dataset_files TO assay_app;
GRANT SELECT, INSERT ON model_cards, retirements, purges, purged_files, model_imports, model_import_members
    TO assay_app;
GRANT SELECT, INSERT ON legal_holds TO assay_app;
GRANT UPDATE (released_at, released_by, release_reason) ON legal_holds TO assay_app;
GRANT SELECT ON model_cards, retirements, legal_holds, purges, purged_files, model_imports, model_import_members,
    lineage_links TO assay_auditor;
GRANT SELECT ON lineage_links TO assay_app;
