import ConnectorKit
import Corpus
import Identifiers
import Retrieval
import SlackConnector
import Synthesis

/// The sample workspace's messages, chunked, indexed and answered from as the product does, without database.
struct SampleWorkspace {
    private static let folder: String = {
        let checkout = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return "/" + checkout + "/Samples/slack-export"
    }()

    private var people: [String: String] = [:]
    private var containers: [ExportedContainer] = []
    private var messages: [String: [ExportedMessage]] = [:]
    private var passages: [Int64: Passage] = [:]
    private let index: SearchIndex
    private let embedder: (any TextEmbedder)?

    init(embedder: (any TextEmbedder)?) async throws {
        self.embedder = embedder
        index = SearchIndex(dimension: embedder?.dimension ?? 1)
        try readExport()
        for (place, container) in containers.enumerated() {
            try await add(container, id: Int64(place + 1))
        }
    }

    private mutating func readExport() throws {
        let source = try ExportPath.source(at: Self.folder)
        var reader = SlackExportReader(source: source, options: SlackImportOptions(), checkpoint: nil)
        while let batch = try reader.nextBatch() {
            for person in batch.people { if let mail = person.email { people[mail] = person.nativeID } }
            containers += batch.containers
            for message in batch.messages { messages[message.containerNativeID, default: []].append(message) }
        }
    }

    private mutating func add(_ container: ExportedContainer, id: Int64) async throws {
        let place = ChunkedContainer(id: id, name: container.name, kind: container.kind)
        let embedder = self.embedder
        var chunker = Chunker(container: place) { text in
            embedder?.tokenCount(text) ?? text.split(separator: " ").count * 3 / 2
        }
        var stored: [Int64: PassageMessage] = [:]
        var chunks: [Chunk] = []
        let inOrder = (messages[container.nativeID] ?? []).sorted { $0.sentAt < $1.sentAt }
        for (number, message) in inOrder.enumerated() {
            let messageID = id * 100_000 + Int64(number)
            stored[messageID] = PassageMessage(message, id: messageID)
            chunks += chunker.add(StoredMessage(message, id: messageID, containerID: id))
        }
        for chunk in chunks + chunker.finish() {
            try await add(chunk, named: container.name, chunk.spans.compactMap { stored[$0.messageID] })
        }
    }

    private mutating func add(_ chunk: Chunk, named name: String, _ said: [PassageMessage]) async throws {
        let chunkID = Int64(passages.count + 1)
        let vector = try await embedder?.embed([chunk.indexedText], priority: .bulk).vectors.first
        passages[chunkID] = Passage(
            chunkID: chunkID,
            containerID: chunk.containerID,
            containerName: name,
            sourceName: "slack:sample",
            header: chunk.header,
            messages: said
        )
        let indexed = IndexedChunk(
            id: chunkID,
            containerID: chunk.containerID,
            sentAt: chunk.lastSentAt,
            terms: LexicalAnalyzer.vector(of: chunk.indexedText),
            vector: vector
        )
        try index.apply([.upsert(indexed)])
    }

    func answer(_ question: String, asker: String) async throws -> Answer {
        let vector = try await embedder?.embed([question], priority: .interactive).vectors.first
        let query = SearchQuery(terms: LexicalAnalyzer.vector(of: question), vector: vector, limit: 40)
        let found = try index.search(query, within: access(of: asker))
        return try await ExtractiveSynthesis(embedder: embedder).answer(
            SynthesisQuestion(text: question, terms: found.queryTerms, vector: vector),
            from: RankedPassage.joining(found.hits, found.hits.compactMap { passages[$0.chunkID] })
        )
    }

    private func access(of mail: String) -> AccessSet {
        let visible = containers.enumerated().filter { _, container in
            container.kind.isOpenToWorkspace || container.memberNativeIDs.contains(people[mail] ?? "")
        }
        return AccessSet(containerIDs: Set(visible.map { Int64($0.offset + 1) }))
    }
}

extension PassageMessage {
    fileprivate init(_ message: ExportedMessage, id: Int64) {
        self.init(
            messageID: id,
            nativeID: message.nativeID,
            threadNativeID: message.threadNativeID,
            authorName: message.authorName,
            sentAt: message.sentAt,
            text: message.text
        )
    }
}

extension StoredMessage {
    fileprivate init(_ message: ExportedMessage, id: Int64, containerID: Int64) {
        self.init(
            id: id,
            containerID: containerID,
            nativeID: message.nativeID,
            threadNativeID: message.threadNativeID,
            authorName: message.authorName,
            sentAt: message.sentAt,
            text: message.text
        )
    }
}
