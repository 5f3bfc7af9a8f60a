import Audit
import Identifiers
import Testing
import TransparencyLog

/// The log as a reviewer with nothing but the API sees it.
struct RemoteLog: AuditLogReader {
    let stage: Stage

    private func json(_ path: String) async throws -> JSONValue {
        try await stage.expect(.get(path), by: .reviewer).json
    }

    func head() async throws -> AuditLogHead {
        let head = try await json("/api/v1/audit/log/head")
        return AuditLogHead(
            size: UInt64(try #require(head["size"]?.integer)),
            root: try Self.digest(head["root"]),
            frontier: try Self.bytes(head["frontier"])
        )
    }

    func entries(from index: UInt64, limit: Int) async throws -> [AuditLogEntry] {
        let page = try await json("/api/v1/audit/log/entries?from=\(index)&limit=\(limit)")
        return try (page["items"]?.array ?? []).map { item in
            AuditLogEntry(
                index: UInt64(try #require(item["index"]?.integer)),
                body: try Self.bytes(item["body"]),
                leaf: try Self.digest(item["leaf"])
            )
        }
    }

    func checkpoints(skipping skipped: Int, limit: Int) async throws -> [[UInt8]] {
        let page = try await json("/api/v1/audit/log/checkpoints?skip=\(skipped)&limit=\(limit)")
        return try (page["items"]?.array ?? []).map(Self.bytes)
    }

    func tile(_ coordinate: TileCoordinate) async throws -> [UInt8]? {
        let path = "/tlog/\(TestPlatform.origin)/\(coordinate.path)"
        let exchange = try await stage.send(.get(path), by: .reviewer)
        return exchange.status == 200 ? exchange.body : nil
    }

    private static func bytes(_ value: JSONValue?) throws -> [UInt8] {
        let text = try #require(value?.string)
        return try #require(Base64.decode(text))
    }

    private static func digest(_ value: JSONValue?) throws -> Digest {
        let text = try #require(value?.string)
        return try #require(Digest(hex: text))
    }
}
