/// The rows of everything that was imported, for comparison; not of the imports themselves.
struct CorpusRows: Equatable {
    private static let tables = [
        "source_people", "containers", "container_members", "messages", "chunks", "chunk_messages",
    ]

    let rows: [String: String]

    init(_ stage: Stage) async throws {
        rows = try await stage.platform.contents().filter { name, _ in
            Self.tables.contains { name == "public.\($0)" }
        }
    }
}
