import Access
import Catalog
import Identifiers
import PostgresClient

/// What a version's source turned out to be.
struct FoundSource {
    var storageLocation: String
    /// Empty for a source elsewhere.
    var files: [VersionFile] = []
    /// The run that made it, when the source tells.
    var runID: String?
    var loggedModelID: String?
    /// Whose files they are; nil when they were uploaded to a version.
    var filesOf: (kind: String, owner: String)?

    /// Nil for what has no files.
    var manifestDigest: Digest? {
        get throws { files.isEmpty ? nil : try Manifest(files: files).digest }
    }
}

/// Looks up where the files of a version's source lie and which they are.
struct SourceReader {
    let draft: RegisteredVersionDraft
    let connection: PostgresConnection

    init(_ draft: RegisteredVersionDraft, connection: PostgresConnection) {
        self.draft = draft
        self.connection = connection
    }

    /// What the draft says by itself; nil when the database must be asked.
    static func found(of draft: RegisteredVersionDraft) -> FoundSource? {
        guard case .elsewhere = draft.resolved, draft.loggedModelID == nil || draft.runID != nil else {
            return nil
        }
        return FoundSource(storageLocation: draft.source)
    }

    func read() async throws -> FoundSource {
        switch draft.resolved {
        case .artifacts(.run, let id, let path): try await run(id, path)
        case .artifacts(.loggedModel, let id, let path): try await loggedModel(id, path)
        case .version(let number, let name): try await version(number, of: name)
        case .artifacts(.trace, _, _), .artifacts(.modelVersion, _, _), .alias: throw strange
        case .elsewhere: try await elsewhere()
        }
    }

    private var strange: StoreFault {
        .invalid(field: "source", detail: "cannot be what a version is made from.")
    }

    private func missing(_ what: String) -> StoreFault {
        .invalid(field: "source", detail: "names a \(what) that does not exist. Log it first.")
    }

    private func run(_ id: String, _ path: String) async throws -> FoundSource {
        guard let bytes = Hexadecimal.decode(id), let key = RunID(bytes: bytes) else { throw missing("run") }
        let row = try await connection.queryOne(
            """
            SELECT e.artifact_location, r.experiment_id FROM runs r JOIN experiments e ON e.id = r.experiment_id
            WHERE r.id = \(key)
            """
        )
        guard let row else { throw missing("run") }
        let root = try root(of: row) + "/\(id)/artifacts"
        return FoundSource(
            storageLocation: path.isEmpty ? root : "\(root)/\(path)",
            files: try await files(.run, id, below: path),
            filesOf: (ArtifactRoot.Kind.run.rawValue, id)
        )
    }

    private func loggedModel(_ id: String, _ path: String) async throws -> FoundSource {
        guard let row = try await loggedModelRow(id) else { throw missing("logged model") }
        let root = try root(of: row) + "/models/\(id)/artifacts"
        return FoundSource(
            storageLocation: path.isEmpty ? root : "\(root)/\(path)",
            files: try await files(.loggedModel, id, below: path),
            runID: try runID(of: row),
            filesOf: (ArtifactRoot.Kind.loggedModel.rawValue, id)
        )
    }

    /// A source elsewhere may still say which logged model it belongs to, and so from which run it came.
    private func elsewhere() async throws -> FoundSource {
        var found = FoundSource(storageLocation: draft.source)
        if let id = draft.loggedModelID, draft.runID == nil, let row = try await loggedModelRow(id) {
            found.runID = try runID(of: row)
        }
        return found
    }

    private func version(_ number: Int, of name: ResourceName) async throws -> FoundSource {
        let row = try await connection.queryOne(
            """
            SELECT \(ModelVersion.columns), v.files_kind, v.files_owner
            FROM model_versions v JOIN models m ON m.id = v.model_id
            WHERE \(ModelReference.name(name).condition) AND v.number = \(number) AND v.deleted_at IS NULL
            """
        )
        guard let version = try row.map(ModelVersion.init) else {
            throw StoreFault.notFound(what: ModelVersion.thing(number, of: name))
        }
        guard let origin = version.origin ?? version.ownOrigin else {
            throw StoreFault.conflict(
                detail: "\(ModelVersion.thing(number, of: name)) may still change. Seal it before copying it."
            )
        }
        return FoundSource(
            storageLocation: origin.storageLocation,
            files: try await connection.query(PostgresCatalogStore.filesQuery(of: version.id)).map(
                VersionFile.init
            ),
            runID: origin.runID,
            loggedModelID: origin.loggedModelID,
            filesOf: try row.flatMap(Self.filesOf)
        )
    }

    private static func filesOf(_ row: PostgresRow) throws -> (kind: String, owner: String)? {
        guard let kind = try row.decode("files_kind", as: String?.self),
            let owner = try row.decode("files_owner", as: String?.self)
        else { return nil }
        return (kind, owner)
    }

    private func loggedModelRow(_ id: String) async throws -> PostgresRow? {
        guard id.hasPrefix("m-"), let bytes = Hexadecimal.decode(id.dropFirst(2)),
            let key = LoggedModelID(bytes: bytes)
        else { return nil }
        return try await connection.queryOne(
            """
            SELECT e.artifact_location, l.experiment_id, l.source_run_id
            FROM logged_models l JOIN experiments e ON e.id = l.experiment_id
            WHERE l.id = \(key) AND l.deleted_at IS NULL
            """
        )
    }

    private func runID(of row: PostgresRow) throws -> String? {
        try row.decode("source_run_id", as: RunID?.self).map { Hexadecimal.encode($0.bytes) }
    }

    /// An experiment without a place of its own has one among the artifacts of this server.
    private func root(of row: PostgresRow) throws -> String {
        let location = try row.decode("artifact_location", as: String.self)
        return location.isEmpty
            ? "mlflow-artifacts:/\(try row.decode("experiment_id", as: Int64.self))" : location
    }

    /// The files of a tree, named from the folder that the source names; a source that is one file has that one.
    private func files(_ kind: ArtifactRoot.Kind, _ owner: String, below path: String) async throws
        -> [VersionFile]
    {
        try await requireOpen(kind, owner)
        let folder = path.isEmpty ? "" : path + "/"
        let rows = try await connection.query(
            """
            SELECT CASE WHEN f.path = \(path) THEN regexp_replace(f.path, '^.*/', '')
                    ELSE substr(f.path, \(folder.unicodeScalars.count + 1)::integer) END AS path,
                f.digest, c.size_bytes, f.created_at
            FROM artifacts f JOIN contents c ON c.digest = f.digest
            WHERE f.owner_kind = \(kind.rawValue) AND f.owner_id = \(owner)
                AND (f.path = \(path) OR starts_with(f.path, \(folder)))
            LIMIT \(PostgresCatalogStore.filesMax + 1)
            """
        )
        guard rows.count <= PostgresCatalogStore.filesMax else {
            throw StoreFault.invalid(
                field: "source",
                detail: "holds more than \(PostgresCatalogStore.filesMax) files, the most that a version has."
            )
        }
        return try rows.map(VersionFile.init)
    }

    /// A version's files are open to all who may read files, so what only some may read does not become one.
    private func requireOpen(_ kind: ArtifactRoot.Kind, _ owner: String) async throws {
        let restriction = try await connection.queryOne(
            """
            SELECT FROM artifact_restrictions WHERE owner_kind = \(kind.rawValue) AND owner_id = \(owner) LIMIT 1
            """
        )
        guard restriction == nil else {
            throw StoreFault.conflict(
                detail:
                    "The artifacts of \(owner) are restricted to some groups, and a version's files are not."
                    + " Lift the restriction before registering them."
            )
        }
    }
}

extension ModelVersion {
    /// Of a version whose files were uploaded to it: its own place, once it is sealed.
    fileprivate var ownOrigin: VersionOrigin? {
        guard state == .sealed else { return nil }
        return VersionOrigin(
            source: "",
            storageLocation: "models:/\(modelName)/\(number)",
            runID: nil,
            loggedModelID: nil,
            runLink: nil
        )
    }
}
