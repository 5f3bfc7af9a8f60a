import Access
import Catalog
import Identifiers
import Persistence
import PostgresClient
import Signing

extension PersistenceFixture {
    var registry: PostgresRegistryStore { PostgresRegistryStore(pool: pool) }
}

/// A run and a logged model with files, for versions to be registered from.
struct RegistryFixture: Sendable {
    static let run = "01938c1e5e7a7cc19d3c0242ac120002"
    static let loggedModel = "m-01938c1e5e7a7cc19d3c0242ac120003"
    static let digests = ["clf/MLmodel", "clf/data/model.pkl", "other.txt"].map {
        Digest.sha256(of: Array($0.utf8))
    }

    static func draft(
        source: String = "s3://bucket/model",
        _ resolved: VersionSource = .elsewhere,
        run: String? = nil,
        model: String? = nil,
        tags: [RegistryTag] = [],
        modelSeen: Model? = nil
    ) -> RegisteredVersionDraft {
        RegisteredVersionDraft(
            source: source,
            resolved: resolved,
            runID: run,
            loggedModelID: model,
            runLink: nil,
            description: "",
            tags: tags,
            modelSeen: modelSeen
        )
    }

    init(_ fixture: PersistenceFixture, _ workspace: Workspace) async throws {
        let (person, now) = (workspace.person.id, fixture.now)
        _ = try await fixture.superuser.execute(
            """
            INSERT INTO runs (id, experiment_id, name, started_at_ms, created_by, created_at)
            VALUES (\(Self.run)::uuid, 0, 'r', 0, \(person.description)::uuid, now())
            """
        )
        _ = try await fixture.superuser.execute(
            """
            INSERT INTO logged_models (id, experiment_id, name, source_run_id, created_by, created_at, updated_at)
            VALUES (\(String(Self.loggedModel.dropFirst(2)))::uuid, 0, 'clf', \(Self.run)::uuid,
                \(person.description)::uuid, now(), now())
            """
        )
        for (path, digest) in zip(["clf/MLmodel", "clf/data/model.pkl", "other.txt"], Self.digests) {
            try await Self.addFile(path, digest, person, fixture)
        }
        _ = now
    }

    private static func addFile(
        _ path: String,
        _ digest: Digest,
        _ person: PrincipalID,
        _ fixture: PersistenceFixture
    ) async throws {
        _ = try await fixture.superuser.execute(
            "INSERT INTO contents (digest, size_bytes, created_at) VALUES (\(digest.bytes), \(path.utf8.count), now())"
        )
        for (kind, owner) in [("run", run), ("logged_model", loggedModel)] {
            _ = try await fixture.superuser.execute(
                """
                INSERT INTO artifacts (owner_kind, owner_id, path, experiment_id, digest, created_at, created_by)
                VALUES (\(kind), \(owner), \(path), 0, \(digest.bytes), now(), \(person.description)::uuid)
                """
            )
        }
    }
}
