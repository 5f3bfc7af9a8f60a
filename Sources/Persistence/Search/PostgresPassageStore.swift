package import Corpus
import Identifiers
package import PostgresClient
package import Retrieval

/// Reads what a reader may see: the set of containers when a question comes, and the text at the very end.
package struct PostgresPassageStore: PassageStore, AccessSetProvider {
    private let queries: StoreQueries
    private let link: MessageLinker

    package init(pool: PostgresPool, link: @escaping MessageLinker) {
        queries = StoreQueries(pool: pool)
        self.link = link
    }

    package func accessSet(for reader: ReaderID, sources: [String]?) async throws -> AccessSet {
        let rows = try await queries.rows(
            """
            SELECT v.container_id
            FROM visible_containers(\(reader)) v
            JOIN containers c ON c.id = v.container_id
            JOIN sources s ON s.id = c.source_id
            WHERE \(sources == nil) OR s.name = ANY(\(sources ?? []))
            """
        )
        return AccessSet(containerIDs: Set(try rows.map { try $0.decode("container_id", as: Int64.self) }))
    }

    package func passages(chunkIDs: [Int64], visibleTo reader: ReaderID) async throws -> [Passage] {
        guard !chunkIDs.isEmpty else { return [] }
        // The join with visible_containers is the check: no statement reads text without it.
        let rows = try await queries.rows(
            """
            SELECT h.id AS chunk_id, h.container_id, h.header, c.name AS container_name, c.native_id AS container_native_id,
                   s.name AS source_name, s.kind AS source_kind, s.workspace_domain,
                   m.id AS message_id, m.native_id, m.thread_native_id, m.author_name, m.sent_at, m.text
            FROM unnest(\(Array(chunkIDs.prefix(SearchQuery.limitMax)))) WITH ORDINALITY q (id, place)
            JOIN chunks h ON h.id = q.id
            JOIN visible_containers(\(reader)) v ON v.container_id = h.container_id
            JOIN containers c ON c.id = h.container_id
            JOIN sources s ON s.id = c.source_id
            JOIN chunk_messages k ON k.chunk_id = h.id
            JOIN messages m ON m.id = k.message_id AND m.container_id = h.container_id
            ORDER BY q.place, k.ordinal
            """
        )
        var passages: [Passage] = []
        for row in rows {
            let chunkID = try row.decode("chunk_id", as: Int64.self)
            if passages.last?.chunkID != chunkID { passages.append(try Passage(row: row)) }
            passages[passages.count - 1].messages.append(try PassageMessage(row: row, link: link))
        }
        return passages
    }
}

extension Passage {
    fileprivate init(row: PostgresRow) throws {
        self.init(
            chunkID: try row.decode("chunk_id"),
            containerID: try row.decode("container_id"),
            containerName: try row.decode("container_name"),
            sourceName: try row.decode("source_name"),
            header: try row.decode("header"),
            messages: []
        )
    }
}

extension PassageMessage {
    fileprivate init(row: PostgresRow, link: MessageLinker) throws {
        self.init(
            messageID: try row.decode("message_id"),
            nativeID: try row.decode("native_id"),
            threadNativeID: try row.decode("thread_native_id"),
            authorName: try row.decode("author_name"),
            sentAt: try row.decode("sent_at"),
            text: try row.decode("text"),
            permalink: try MessageLocation(row: row).flatMap(link)
        )
    }
}

extension MessageLocation {
    /// Nil when the source has no address.
    fileprivate init?(row: PostgresRow) throws {
        guard let domain = try row.decode("workspace_domain", as: String?.self),
            let kind = Source.Kind(rawValue: try row.decode("source_kind"))
        else { return nil }
        self.init(
            sourceKind: kind,
            workspaceDomain: domain,
            containerNativeID: try row.decode("container_native_id"),
            messageNativeID: try row.decode("native_id"),
            threadNativeID: try row.decode("thread_native_id")
        )
    }
}
