-- What a page of models shows stands in its rows: to look into three more tables for each row was half of its cost.

-- The tables of tags and aliases stay what counts. These copies are in order of keys and names, null for none, and written
-- by the triggers below alone.
ALTER TABLE models ADD COLUMN tag_keys text[], ADD COLUMN tag_values text[],
    ADD COLUMN alias_names text[], ADD COLUMN alias_numbers integer[];
ALTER TABLE model_versions ADD COLUMN tag_keys text[], ADD COLUMN tag_values text[];

-- All that these functions change is locked first, in order: only a statement that begins after the lock is there sees what
-- others have committed meanwhile. `changed` is every row that a statement wrote or deleted.
CREATE FUNCTION show_model_tags() RETURNS trigger
    LANGUAGE plpgsql AS $$
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

CREATE FUNCTION show_version_tags() RETURNS trigger
    LANGUAGE plpgsql AS $$
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

CREATE FUNCTION show_model_aliases() RETURNS trigger
    LANGUAGE plpgsql AS $$
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

CREATE TRIGGER shown_when_inserted AFTER INSERT ON model_tags REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION show_model_tags();
CREATE TRIGGER shown_when_updated AFTER UPDATE ON model_tags REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION show_model_tags();
CREATE TRIGGER shown_when_deleted AFTER DELETE ON model_tags REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION show_model_tags();
CREATE TRIGGER shown_when_inserted AFTER INSERT ON version_tags REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION show_version_tags();
CREATE TRIGGER shown_when_updated AFTER UPDATE ON version_tags REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION show_version_tags();
CREATE TRIGGER shown_when_deleted AFTER DELETE ON version_tags REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION show_version_tags();
CREATE TRIGGER shown_when_inserted AFTER INSERT ON model_aliases REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION show_model_aliases();
CREATE TRIGGER shown_when_updated AFTER UPDATE ON model_aliases REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION show_model_aliases();
CREATE TRIGGER shown_when_deleted AFTER DELETE ON model_aliases REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION show_model_aliases();

-- The server cannot hand a tag or an alias to another model, which would leave it in the copy of the former.
REVOKE UPDATE ON model_tags, version_tags, model_aliases FROM assay_app;
GRANT UPDATE (value) ON model_tags, version_tags TO assay_app;
GRANT UPDATE (version_id, set_at, set_by) ON model_aliases TO assay_app;

UPDATE models m SET (tag_keys, tag_values) = (
        SELECT array_agg(t.key ORDER BY t.key COLLATE "C"), array_agg(t.value ORDER BY t.key COLLATE "C")
        FROM model_tags t WHERE t.model_id = m.id),
    (alias_names, alias_numbers) = (
        SELECT array_agg(a.alias ORDER BY a.alias COLLATE "C"), array_agg(v.number ORDER BY a.alias COLLATE "C")
        FROM model_aliases a JOIN model_versions v ON v.id = a.version_id WHERE a.model_id = m.id)
WHERE EXISTS (SELECT FROM model_tags t WHERE t.model_id = m.id)
    OR EXISTS (SELECT FROM model_aliases a WHERE a.model_id = m.id);
UPDATE model_versions v SET (tag_keys, tag_values) = (
        SELECT array_agg(t.key ORDER BY t.key COLLATE "C"), array_agg(t.value ORDER BY t.key COLLATE "C")
        FROM version_tags t WHERE t.version_id = v.id)
WHERE EXISTS (SELECT FROM version_tags t WHERE t.version_id = v.id);
