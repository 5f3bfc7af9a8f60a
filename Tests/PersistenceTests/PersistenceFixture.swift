import Access
import Audit
import Catalog
import Identifiers
import Logging
import Persistence
import PostgresClient
import Signing
import TestSupport

/// The stores over one temporary database, with an administrator who may do everything.
struct PersistenceFixture: Sendable {
    /// Every table that a change may write to, the audit log's apart.
    static let governedTables = [
        "principals", "groups", "group_members", "tokens", "idempotency_keys", "models", "contents",
        "model_versions",
        "version_files", "datasets", "dataset_versions", "dataset_version_files", "lineage_edges",
        "dataset_checks", "feature_sets", "feature_contracts", "contract_features", "version_contracts",
        "deployment_environments", "deployments",
        "model_tags", "version_tags", "model_aliases", "lifecycle_changes", "alias_changes",
        "ownership_changes",
        "name_changes",
        "experiments", "experiment_tags", "runs", "run_tags", "run_params", "run_metrics", "metric_history",
        "logged_models", "logged_model_tags", "logged_model_params", "logged_model_metrics", "dataset_claims",
        "run_dataset_inputs", "run_dataset_input_tags", "run_model_inputs", "run_model_outputs",
    ]

    let database: TemporaryDatabase
    /// Sessions with the application's role.
    let pool: PostgresPool
    /// Sessions of the superuser, for looking behind the stores.
    let superuser: PostgresPool
    let clock = FakeClock()
    let authorizer: Authorizer
    let administrator: Actor

    var principals: PostgresPrincipalStore { PostgresPrincipalStore(pool: pool) }
    var catalog: PostgresCatalogStore { PostgresCatalogStore(pool: pool) }
    var features: PostgresFeatureStore { PostgresFeatureStore(pool: pool) }
    var deployments: PostgresDeploymentStore { PostgresDeploymentStore(pool: pool) }
    var auditLog: PostgresAuditLog { PostgresAuditLog(pool: pool) }

    var now: Instant { clock.current }

    static let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

    init(_ database: TemporaryDatabase, connectionsMax: Int) async throws {
        self.database = database
        pool = Self.makePool(database, role: "assay_app", connectionsMax: connectionsMax)
        superuser = Self.makePool(database, role: nil, connectionsMax: 2)
        authorizer = Authorizer(roles: try RoleBook(json: Array(Self.roleBook.utf8)))
        let operatingSystem = Actor(
            principalID: .new(at: clock.current),
            kind: .person,
            displayName: "root",
            email: nil,
            roles: [.admin],
            groupIDs: [],
            credential: .operatingSystem
        )
        let grant = try authorizer.grant(
            operatingSystem,
            .principalsManage,
            on: Resource(.principal),
            request: RequestContext(requestID: "init"),
            at: clock.current
        )
        let draft = PrincipalDraft(
            kind: .person,
            email: "ada@example.com",
            displayName: "Ada",
            roles: [.admin]
        )
        let made = try await PostgresPrincipalStore(pool: pool).createPrincipal(draft, under: grant).value
        administrator = Actor(
            principalID: made.id,
            kind: .person,
            displayName: made.displayName,
            email: made.email,
            roles: [.admin],
            groupIDs: [],
            credential: .operatingSystem
        )
    }

    static func makePool(_ database: TemporaryDatabase, role: String?, connectionsMax: Int) -> PostgresPool {
        var configuration = PostgresConfiguration(connectionString: database.superuserConnectionString)
        configuration.role = role
        configuration.connectionsMax = connectionsMax
        return PostgresPool(configuration, logger: logger)
    }

    func shutdown() async {
        await pool.shutdown()
        await superuser.shutdown()
    }

    /// Permission for one change by the administrator.
    func grant(_ action: Action, _ request: RequestContext = RequestContext(requestID: "test")) throws
        -> Grant
    {
        let resource = Resource(action.resourceKind, name: "a test")
        return try authorizer.grant(administrator, action, on: resource, request: request, at: clock.current)
    }

    /// How many audit entries there are, in the intake and in the log.
    func entryCount() async throws -> Int {
        let sql: SQL = """
            SELECT (SELECT count(*) FROM audit.intake) + (SELECT count(*) FROM audit.log_entry) AS entry_count
            """
        return try await superuser.queryOne(sql)?.decode("entry_count", as: Int.self) ?? -1
    }

    /// All rows of all governed tables as one text.
    func contents() async throws -> [String] {
        var contents: [String] = []
        for table in Self.governedTables {
            let rows = try await superuser.query(
                "SELECT t::text AS line FROM \(identifier: table) t ORDER BY 1"
            )
            contents += try rows.map { "\(table): \(try $0.decode("line", as: String.self))" }
        }
        return contents
    }

    /// How many rows the transaction that wrote the entry has written to governed tables.
    func rowsWritten(with effect: EffectID) async throws -> Int {
        var count = 0
        for table in Self.governedTables {
            let row = try await superuser.queryOne(
                """
                SELECT count(*) AS row_count FROM \(identifier: table) t
                JOIN audit.intake i ON i.xmin = t.xmin WHERE i.entry_id = \(PostgresUUID(bytes: effect.bytes))
                """
            )
            count += try row?.decode("row_count", as: Int.self) ?? 0
        }
        return count
    }

    func event(_ effect: EffectID) async throws -> AuditEvent? {
        let row = try await superuser.queryOne(
            "SELECT body FROM audit.intake WHERE entry_id = \(PostgresUUID(bytes: effect.bytes))"
        )
        return try row.map { try AuditEvent(decoding: try $0.decode("body", as: [UInt8].self)) }
    }

    private static var roleBook: String {
        let everything = Action.allCases.map { "\"\($0.rawValue)\": \"any\"" }.joined(separator: ", ")
        let roles = RoleName.allCases.map { role in
            "\"\(role.rawValue)\": {\"summary\": \"test\", \"allow\": {\(role == .admin ? everything : "")}}"
        }
        return "{\"roles\": {\(roles.joined(separator: ", "))}}"
    }
}

/// Gives `body` the stores over a database that exists only while it runs.
func withPersistence(
    connectionsMax: Int = 4,
    _ body: (PersistenceFixture) async throws -> Void
) async throws {
    try await withTemporaryDatabase { database in
        let fixture = try await PersistenceFixture(database, connectionsMax: connectionsMax)
        do {
            try await body(fixture)
        } catch {
            await fixture.shutdown()
            throw error
        }
        await fixture.shutdown()
    }
}
