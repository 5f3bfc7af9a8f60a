-- Versions that were made from other versions, and what versions were found to reach.

-- What was done to the version that copied_from_id names; null for a plain copy.
ALTER TABLE model_versions ADD COLUMN derivation text CHECK (derivation IN ('quantized'));
ALTER TABLE model_versions ADD CHECK (derivation IS NULL OR copied_from_id IS NOT NULL);

-- Results are added and never changed.
CREATE TABLE version_evaluations (
    id uuid PRIMARY KEY,
    version_id uuid NOT NULL REFERENCES model_versions (id),
    kind text NOT NULL CHECK (kind IN ('quantization_accuracy', 'quantization_attempt')),
    -- The version that it was measured beside.
    against_version_id uuid REFERENCES model_versions (id),
    data_digest bytea CHECK (octet_length(data_digest) = 32),
    data_count integer CHECK (data_count > 0),
    -- Numbers by name; what is not finite has no form here.
    metrics jsonb NOT NULL CHECK (jsonb_typeof(metrics) = 'object'),
    thresholds jsonb NOT NULL CHECK (jsonb_typeof(thresholds) = 'object'),
    details jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    passed boolean NOT NULL,
    evaluated_at timestamptz NOT NULL,
    evaluated_by uuid NOT NULL REFERENCES principals (id),
    -- The audit entry.
    effect_id uuid NOT NULL,
    CHECK ((data_digest IS NULL) = (data_count IS NULL)),
    CHECK (octet_length(metrics::text) + octet_length(thresholds::text) + octet_length(details::text) <= 65536)
);
CREATE INDEX version_evaluations_version ON version_evaluations (version_id, id);
CREATE INDEX version_evaluations_against ON version_evaluations (against_version_id);

GRANT SELECT, INSERT ON version_evaluations TO assay_app;
GRANT SELECT ON version_evaluations TO assay_auditor;

CREATE OR REPLACE VIEW lineage_links AS
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
    SELECT 'model_version', v.copied_from_id, 'model_version', v.id, coalesce(v.derivation, 'copied')
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
