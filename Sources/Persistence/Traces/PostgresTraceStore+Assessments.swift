package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresTraceStore {
    /// Assessments of one trace at most.
    private static let assessmentsMax = 1_000

    package func assessment(_ id: String, of trace: String) async throws -> TraceAssessment? {
        try await queries.row(
            """
            SELECT a.content FROM trace_assessments a JOIN traces t ON t.id = a.trace_id
            WHERE a.id = \(id) AND a.trace_id = \(trace) AND t.deleted_at IS NULL
            """
        ) { try TraceAssessment($0, id: id, of: trace) }
    }

    package func addAssessment(
        _ assessment: TraceAssessment,
        under grant: borrowing Grant
    ) async throws -> Recorded<TraceAssessment> {
        let (now, creator) = (grant.grantedAt, grant.actor.principalID)
        return try await ledger.record(TraceInfo.thing(assessment.traceID), under: grant) { connection in
            try await Self.lock(assessment.traceID, on: connection)
            let count = try await connection.queryOne(
                "SELECT count(*) AS n FROM trace_assessments WHERE trace_id = \(assessment.traceID)"
            )
            guard try count?.decode("n", as: Int.self) ?? 0 < Self.assessmentsMax else {
                throw StoreFault.conflict(
                    detail:
                        "\(TraceInfo.thing(assessment.traceID)) has \(Self.assessmentsMax) assessments, the most."
                        + " Delete some first."
                )
            }
            if let overridden = assessment.overrides {
                let earlier = try await Self.read(overridden, of: assessment.traceID, on: connection)
                _ = try await connection.execute(try Self.update(earlier.marked(valid: false)))
            }
            let added = try await connection.queryOne(
                "\(try Self.insertion(of: assessment, at: now, by: creator)) RETURNING id"
            )
            guard added != nil else { throw StoreFault.alreadyExists(what: "Assessment \(assessment.id)") }
            return try Change(assessment, assessment.subject, details: assessment.auditDetails)
        }
    }

    package func changeAssessment(
        _ id: String,
        of trace: String,
        _ changes: TraceAssessmentChanges,
        under grant: borrowing Grant
    ) async throws -> Recorded<TraceAssessment> {
        let now = grant.grantedAt
        return try await ledger.record(TraceInfo.thing(trace), under: grant) { connection in
            try await Self.lock(trace, on: connection)
            let before = try await Self.read(id, of: trace, on: connection)
            guard let after = changes.applied(to: before, at: now) else {
                throw StoreFault.invalid(
                    field: "assessment",
                    detail: "must keep its kind: it is \(before.kind?.rawValue ?? "of none")."
                )
            }
            _ = try await connection.execute(try Self.update(after))
            return try Change(after, after.subject, before: before, details: after.auditDetails)
        }
    }

    package func deleteAssessment(_ id: String, of trace: String, under grant: borrowing Grant) async throws
        -> Recorded<TraceAssessment?>
    {
        try await ledger.record(TraceInfo.thing(trace), under: grant) { connection in
            try await Self.lock(trace, on: connection)
            let gone = try await connection.queryOne(
                "DELETE FROM trace_assessments WHERE id = \(id) AND trace_id = \(trace) RETURNING content"
            ).map { try TraceAssessment($0, id: id, of: trace) }
            if let overridden = gone?.overrides,
                let earlier = try? await Self.read(overridden, of: trace, on: connection)
            {
                _ = try await connection.execute(try Self.update(earlier.marked(valid: true)))
            }
            var details = gone?.auditDetails ?? ["assessment": .string(id)]
            details["deleted"] = .string(gone == nil ? "no" : "yes")
            return try Change(gone, ChangedSubject(id: trace), before: gone, details: details)
        }
    }

    /// What is there already under the id stays as it is.
    static func insertion(
        of assessment: TraceAssessment,
        at now: Instant,
        by creator: PrincipalID
    ) throws -> SQL {
        """
        INSERT INTO trace_assessments (id, trace_id, name, kind, compared_text, compared_number, is_valid, content,
            created_at, created_by)
        VALUES (\(assessment.id), \(assessment.traceID), \(assessment.name),
            \((assessment.kind ?? .feedback).rawValue), \(optional: assessment.comparedText),
            \(optional: assessment.comparedNumber), \(assessment.isValid),
            \(try JSONValue.object(assessment.content).storedText), \(now), \(creator))
        ON CONFLICT (id) DO NOTHING
        """
    }

    private static func update(_ assessment: TraceAssessment) throws -> SQL {
        """
        UPDATE trace_assessments SET name = \(assessment.name), compared_text = \(optional: assessment.comparedText),
            compared_number = \(optional: assessment.comparedNumber), is_valid = \(assessment.isValid),
            content = \(try JSONValue.object(assessment.content).storedText)
        WHERE id = \(assessment.id) AND trace_id = \(assessment.traceID)
        """
    }

    /// Whoever changes what is said of a trace comes one after the other.
    private static func lock(_ trace: String, on connection: PostgresConnection) async throws {
        let row = try await connection.queryOne(
            "SELECT id FROM traces WHERE id = \(trace) AND deleted_at IS NULL FOR UPDATE"
        )
        guard row != nil else { throw TrackingFault.noTrace(trace) }
    }

    private static func read(_ id: String, of trace: String, on connection: PostgresConnection) async throws
        -> TraceAssessment
    {
        let row = try await connection.queryOne(
            "SELECT content FROM trace_assessments WHERE id = \(id) AND trace_id = \(trace)"
        )
        guard let row else { throw TrackingFault.noAssessment(id, of: trace) }
        return try TraceAssessment(row, id: id, of: trace)
    }
}

extension TraceAssessment {
    fileprivate init(_ row: PostgresRow, id: String, of trace: String) throws {
        let text = try row.decode("content", as: String.self)
        let content = try JSONValue(parsing: Array(text.utf8), roundsLongIntegers: true)
        self.init(id: id, traceID: trace, content: content.object ?? [:])
    }

    fileprivate func marked(valid: Bool) -> TraceAssessment {
        var content = content
        content["valid"] = .bool(valid)
        return TraceAssessment(id: id, traceID: traceID, content: content)
    }

    fileprivate var subject: ChangedSubject { ChangedSubject(id: traceID) }

    fileprivate var auditDetails: [String: JSONValue] {
        ["assessment": .string(id), "name": .string(name), "kind": .string(kind?.rawValue ?? "")]
    }
}
