import Access
import PostgresClient

extension PostgresError {
    /// What a client can act on, where the failure is of that kind; else the error itself, a defect for the
    /// log.
    ///
    /// - Parameter thing: What was written, as the beginning of a sentence: `Model "fraud"`.
    func fault(about thing: String) -> any Error {
        switch code {
        // The id of an entry is the grant's: a second use of one grant is a defect of the caller, not a taken
        // name.
        case .uniqueViolation where constraintName == "intake_entry_id_key": self
        case .uniqueViolation: StoreFault.alreadyExists(what: thing)
        case .foreignKeyViolation:
            StoreFault.invalid(field: brokenField, detail: "names something that does not exist.")
        case .checkViolation, .notNullViolation:
            StoreFault.invalid(
                field: brokenField,
                detail: "is missing, too long, or not one of the allowed values."
            )
        case .objectNotInPrerequisiteState:
            StoreFault.conflict(detail: "\(thing) is sealed and never changes. Create a new version instead.")
        case .objectInUse: StoreFault.conflict(detail: Self.heldDetail(thing))
        case .characterNotInRepertoire, .untranslatableCharacter, .invalidParameter:
            StoreFault.invalid(
                field: "value",
                detail: "holds what cannot be stored, such as the character U+0000."
            )
        case .diskFull: StoreFault.storageFull
        case .taskCancelled: CancellationError()
        default: isTransient ? StoreFault.unavailable(retryAfterSeconds: 2) : self
        }
    }

    /// Why something of a thing under legal hold cannot be deleted.
    static func heldDetail(_ thing: String) -> String {
        "\(thing) is under a legal hold: nothing of it may be lost until the hold is released."
    }

    /// Whether the same request may succeed a little later.
    var isTransient: Bool {
        let passing: Set<Code> = [
            .poolExhausted, .waitTimedOut, .tooManyConnections, .lockNotAvailable, .queryCanceled, .closed,
            .outOfMemory, .commitInDoubt, .readOnlyTransaction,
        ]
        return isConnectionLoss || isRetryable || passing.contains(code)
    }

    /// The column of the constraint, by PostgreSQL's own naming `<table>_<column>_<kind>`
    /// (`ChooseConstraintName`).
    private var brokenField: String {
        if let columnName { return columnName }
        guard let constraintName else { return "value" }
        let table = Self.tables.first { constraintName.hasPrefix($0 + "_") }
        let kind = ["_check", "_fkey"].first { constraintName.hasSuffix($0) }
        guard let table, let kind else { return "value" }
        let column = constraintName.dropFirst(table.count + 1).dropLast(kind.count)
        return column.isEmpty ? "value" : String(column)
    }

    private static let tables = [
        "principals", "groups", "group_members", "tokens", "idempotency_keys", "models", "contents",
        "model_versions",
        "version_files", "datasets", "dataset_versions", "dataset_version_files", "lineage_edges",
        "dataset_checks", "feature_sets", "feature_contracts", "contract_features", "version_contracts",
        "deployment_environments", "deployments",
        "model_tags", "version_tags", "model_aliases", "lifecycle_changes", "alias_changes",
        "ownership_changes",
        "name_changes", "webhooks", "webhook_deliveries", "traces", "trace_metadata", "trace_tags",
        "trace_spans", "trace_assessments", "evaluation_datasets", "evaluation_dataset_experiments",
        "evaluation_records",
        "artifacts", "artifact_restrictions", "artifact_uploads", "artifact_upload_parts", "storage_quotas",
        "model_cards", "retirements", "legal_holds", "purges", "purged_files", "model_imports",
        "model_import_members", "dataset_purges", "purged_dataset_files", "inference_usage",
    ].sorted { $0.count > $1.count }
}

extension PostgresError.Code {
    /// What the trigger on sealed versions raises.
    fileprivate static let objectNotInPrerequisiteState = Self(sqlState: "55000")
    /// What the triggers of legal holds raise.
    fileprivate static let objectInUse = Self(sqlState: "55006")
    fileprivate static let characterNotInRepertoire = Self(sqlState: "22021")
    fileprivate static let untranslatableCharacter = Self(sqlState: "22P05")
}
