import Catalog
import Identifiers
import PostgresClient

extension VersionEvaluation.Kind: PostgresEncodable, PostgresDecodable {}

extension VersionEvaluation {
    /// All that an evaluation is read from; a `WHERE` on `e`, `v` and `m` follows.
    static let selection: SQL = """
        SELECT e.id, m.name AS model_name, v.number, e.kind, am.name AS against_name, av.number AS against_number,
            e.data_digest, e.data_count, e.metrics, e.thresholds, e.details, e.passed, e.evaluated_at,
            e.evaluated_by, e.effect_id
        FROM version_evaluations e JOIN model_versions v ON v.id = e.version_id JOIN models m ON m.id = v.model_id
            LEFT JOIN model_versions av ON av.id = e.against_version_id LEFT JOIN models am ON am.id = av.model_id
        """

    init(_ row: PostgresRow) throws {
        var data: EvaluationData?
        if let digest = try row.decode("data_digest", as: Digest?.self) {
            data = EvaluationData(digest: digest, count: try row.decode("data_count"))
        }
        var against: Subject?
        if let name = try row.decode("against_name", as: ResourceName?.self) {
            against = Subject(model: name, version: try row.decode("against_number"))
        }
        self.init(
            id: try row.decode("id"),
            subject: Subject(model: try row.decode("model_name"), version: try row.decode("number")),
            draft: VersionEvaluationDraft(
                kind: try row.decode("kind"),
                data: data,
                metrics: try row.decode("metrics", as: PostgresJSON.self).decoded(),
                thresholds: try row.decode("thresholds", as: PostgresJSON.self).decoded(),
                details: try row.decode("details", as: PostgresJSON.self).decoded(),
                passed: try row.decode("passed")
            ),
            against: against,
            evaluatedAt: try row.decode("evaluated_at"),
            evaluatedBy: try row.decode("evaluated_by"),
            effectID: try row.decode("effect_id")
        )
    }

    /// - Parameters:
    ///   - version: The version that was measured, which the evaluation names as its subject.
    ///   - reference: The one that it was measured beside.
    func insertion(on version: ModelVersionID, against reference: ModelVersionID?) throws -> SQL {
        """
        INSERT INTO version_evaluations (id, version_id, kind, against_version_id, data_digest, data_count, metrics,
            thresholds, details, passed, evaluated_at, evaluated_by, effect_id)
        VALUES (\(id), \(version), \(draft.kind), \(optional: reference), \(optional: draft.data?.digest),
            \(optional: draft.data?.count), \(try PostgresJSON(encoding: draft.metrics)),
            \(try PostgresJSON(encoding: draft.thresholds)), \(try PostgresJSON(encoding: draft.details)),
            \(draft.passed), \(evaluatedAt), \(evaluatedBy), \(effectID))
        """
    }
}
