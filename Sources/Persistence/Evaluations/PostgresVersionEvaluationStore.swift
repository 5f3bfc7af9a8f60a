package import Access
package import Catalog
import Identifiers
package import PostgresClient

/// What versions were found to reach, in PostgreSQL.
package struct PostgresVersionEvaluationStore: VersionEvaluationStore {
    let queries: StoreQueries
    let ledger: Ledger

    /// The pool's sessions must have the role `assay_app`.
    package init(pool: PostgresPool) {
        queries = StoreQueries(pool: pool)
        ledger = Ledger(pool: pool)
    }

    package func evaluations(
        ofVersion number: Int,
        of model: ModelReference,
        page: PageRequest
    ) async throws -> Page<VersionEvaluation> {
        let before = try page.afterID(VersionEvaluationID.self)
        let rows = try await queries.rows(
            """
            \(VersionEvaluation.selection)
            WHERE \(model.condition) AND v.number = \(number)
                AND (\(optional: before) IS NULL OR e.id < \(optional: before))
            ORDER BY e.id DESC LIMIT \(page.rowLimit)
            """
        )
        return try Page(rows, size: page.size, key: { $0.id.description }, VersionEvaluation.init)
    }

    package func earlierQuantization(
        under grant: borrowing Grant
    ) async throws -> Recorded<QuantizationOutcome>? {
        try await ledger.earlier(QuantizationOutcome.self, under: grant)
    }
}
