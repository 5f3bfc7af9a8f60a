package import Access
package import Catalog
import Identifiers
import PostgresClient

extension PostgresRegistryStore {
    package func moveVersion(
        _ number: Int,
        of name: ResourceName,
        _ move: LifecycleMove,
        expecting revision: Int64?,
        under grant: borrowing Grant
    ) async throws -> Recorded<RegisteredVersion> {
        let effect = Effect(grant)
        let thing = ModelVersion.thing(number, of: name)
        return try await ledger.record(thing, under: grant) { connection in
            let before = try await Self.lock(number, of: name, on: connection)
            let version = before.version
            try ExpectedRevision(revision).check(version.revision, of: thing)
            let target = move.target(from: version.lifecycle)
            try Self.check(version, move, target, thing)
            if target == .retired, version.lifecycle != .retired {
                try await StandingDeployments.refuse(
                    where: "x.model_version_id = \(version.id)",
                    on: connection
                )
            }
            var statements: [SQL] = [
                """
                UPDATE model_versions SET lifecycle = \(target), revision = revision + 1,
                    updated_at = greatest(updated_at, \(effect.grantedAt))
                WHERE id = \(version.id)
                """,
                Self.touch(version.modelID, at: effect.grantedAt),
            ]
            if target != version.lifecycle {
                statements.append(
                    LifecycleStatements.note(version.id, from: version.lifecycle, to: target, effect)
                )
            }
            var archived = 0
            if move.archivesOthers {
                let others = try await Self.others(of: version, in: RegistryStage(of: target), on: connection)
                archived = others.count
                statements += try others.flatMap { try Self.archive($0, move, effect) }
            }
            let after = try await Self.update(version.id, statements, on: connection)
            var details = after.version.auditDetails
            details["from_lifecycle"] = .string(version.lifecycle.rawValue)
            if move.archivesOthers { details["archived_versions"] = .string(String(archived)) }
            return try Change(after, after.version.subject, before: before, details: details)
        }
    }

    /// The step must be one that a life takes, and a promotion one that was decided as such.
    private static func check(
        _ version: ModelVersion,
        _ move: LifecycleMove,
        _ target: Lifecycle,
        _ thing: String
    ) throws(StoreFault) {
        // A client of MLflow may send a version to the stage that it is in.
        if case .stage = move.target, target == version.lifecycle { return }
        if let refusal = LifecycleRules.refusal(from: version.lifecycle, to: target) {
            throw .conflict(detail: "\(thing) stays as it is. \(refusal)")
        }
        if version.lifecycle.isPromoted || target.isPromoted, !move.isPromotion {
            throw .conflict(detail: "\(thing) was promoted meanwhile. Read it again and repeat the change.")
        }
    }

    /// The versions that are in the stage already, locked in order of their numbers.
    private static func others(
        of version: ModelVersion,
        in stage: RegistryStage,
        on connection: PostgresConnection
    ) async throws -> [ModelVersion] {
        let lifecycles = Lifecycle.allCases.filter { RegistryStage(of: $0) == stage }.map(\.rawValue)
        return try await connection.query(
            """
            \(ModelVersion.selection)
            WHERE v.model_id = \(version.modelID) AND v.id <> \(version.id) AND v.deleted_at IS NULL
                AND v.lifecycle = ANY (\(lifecycles))
            ORDER BY v.number LIMIT \(archivedMax) FOR UPDATE OF v
            """
        ).map(ModelVersion.init)
    }

    /// The most versions that one transition archives.
    private static let archivedMax = 1000

    private static func archive(
        _ version: ModelVersion,
        _ move: LifecycleMove,
        _ effect: Effect
    ) throws(StoreFault) -> [SQL] {
        guard !version.lifecycle.isPromoted || move.isPromotion else {
            let thing = ModelVersion.thing(version.number, of: version.modelName)
            throw .conflict(
                detail: "\(thing) answers requests and would be archived. That is for an approver to do."
            )
        }
        return [
            """
            UPDATE model_versions SET lifecycle = 'deprecated', revision = revision + 1,
                updated_at = greatest(updated_at, \(effect.grantedAt))
            WHERE id = \(version.id)
            """,
            LifecycleStatements.note(version.id, from: version.lifecycle, to: .deprecated, effect),
        ]
    }
}
