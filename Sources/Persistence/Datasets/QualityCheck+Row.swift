import Catalog
import PostgresClient

extension CheckOutcome: PostgresEncodable, PostgresDecodable {}
extension CheckKind: PostgresEncodable, PostgresDecodable {}

extension QualityCheck {
    /// Selected from `dataset_checks k`.
    static let columns: SQL = """
        k.number, k.name, k.kind, k.expectation, k.observed, k.outcome, k.reason, k.tool, k.run_at, k.recorded_at,
        k.recorded_by, k.is_latest
        """

    init(_ row: PostgresRow) throws {
        let draft = QualityCheckDraft(
            name: try row.decode("name"),
            kind: try row.decode("kind"),
            expectation: try row.decode("expectation", as: PostgresJSON.self).decoded(),
            observed: try row.decode("observed", as: PostgresJSON?.self)?.decoded(),
            claimed: nil,
            tool: try row.decode("tool"),
            runAt: try row.decode("run_at")
        )
        self.init(
            number: try row.decode("number"),
            draft: draft,
            outcome: try row.decode("outcome"),
            reason: try row.decode("reason"),
            recordedAt: try row.decode("recorded_at"),
            recordedBy: try row.decode("recorded_by"),
            isLatest: try row.decode("is_latest")
        )
    }
}
