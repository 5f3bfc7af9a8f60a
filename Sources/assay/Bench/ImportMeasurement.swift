import Commands
import FoundationEssentials

/// Uploads an export and watches it until the last chunk can be found.
struct ImportMeasurement {
    private static let source = "slack:bench"
    private static let pollMs = 200
    private static let memoryEveryPolls = 5
    private static let hoursMax = 4.0

    let run: BenchRun
    let server: BenchServer
    let workspace: BenchWorkspace

    func callAsFunction(_ export: String) async throws -> ImportFigures {
        let client = try LoadClient(address: server.address, token: workspace.adminToken, connections: 1)
        do {
            let figures = try await measure(export, client)
            await client.close()
            return figures
        } catch {
            await client.close()
            throw error
        }
    }

    private func measure(_ export: String, _ client: LoadClient) async throws -> ImportFigures {
        var figures = ImportFigures()
        figures.fileName = export.split(separator: "/").last.map(String.init) ?? export
        run.say("importing \(figures.fileName)")
        let name = PathText.encode(Self.source)
        let source = #"{"name":"\#(Self.source)","kind":"slack"}"#
        _ = try await client.send(LoadRequest(.post, "/api/v1/sources", body: Array(source.utf8)))
            .expectSuccess()
        let imports = "/api/v1/sources/\(name)/imports"
        var watch = StageWatch()
        watch.enter("upload")
        let file = PathText.encode(figures.fileName)
        let answer = try await client.upload(file: export, to: "\(imports)?file_name=\(file)")
        let job = try ImportJobAnswer(try answer.expectSuccess())
        let finished = try await follow("\(imports)/\(job.id)", client, &watch, &figures)
        watch.enter("following with the index")
        figures.messages = finished.report?.messagesAdded ?? 0
        figures.chunks = finished.report?.chunksAdded ?? 0
        figures.indexBytes = try await waitForIndex(of: figures.chunks, client)
        watch.end()
        figures.stageSeconds = watch.stages
        figures.serverPeakBytes = ProcessMemory.peakBytes(of: server.program.pid)
        return figures
    }

    private func follow(
        _ path: String,
        _ client: LoadClient,
        _ watch: inout StageWatch,
        _ figures: inout ImportFigures
    ) async throws -> ImportJobAnswer {
        let end = ContinuousClock.now + .seconds(Self.hoursMax * 3_600)
        var polls = 0
        while ContinuousClock.now < end {
            let job = try ImportJobAnswer(try await client.send(LoadRequest(.get, path)).expectSuccess())
            if job.state == "failed" {
                throw BenchFault("the import failed: \(job.failure ?? "no reason given")")
            }
            if job.state == "done" { return job }
            if watch.enter(job.state) { run.say("import: \(job.state)") }
            if polls.isMultiple(of: Self.memoryEveryPolls),
                let pid = server.postmasterPid(workspace.dataDirectory)
            {
                figures.databasePeakBytes = max(figures.databasePeakBytes, ProcessMemory.treeBytes(of: pid))
            }
            polls += 1
            try await Task.sleep(for: .milliseconds(Self.pollMs))
        }
        throw BenchFault("the import was not done after \(Self.hoursMax) hours")
    }

    /// Returns the bytes of the index once it holds that many chunks.
    private func waitForIndex(of chunks: Int, _ client: LoadClient) async throws -> Double {
        let end = ContinuousClock.now + .seconds(600)
        while ContinuousClock.now < end {
            let answer = try await client.send(LoadRequest(.get, "/metrics")).expectSuccess()
            let text = String(decoding: answer, as: UTF8.self)
            if Self.gauge("assay_search_index_chunks", in: text) >= Double(chunks) {
                return Self.gauge("assay_search_index_bytes", in: text)
            }
            try await Task.sleep(for: .milliseconds(Self.pollMs))
        }
        throw BenchFault("the search index did not reach \(chunks) chunks")
    }

    private static func gauge(_ name: String, in text: String) -> Double {
        let line = text.split(separator: "\n").first { $0.hasPrefix("\(name) ") }
        return line.flatMap { $0.split(separator: " ").last }.flatMap { Double($0) } ?? -1
    }
}

/// Times stages that follow each other.
private struct StageWatch {
    private(set) var stages: [(name: String, seconds: Double)] = []
    private var current: (name: String, start: ContinuousClock.Instant)?

    /// False when the stage is under way already.
    @discardableResult
    mutating func enter(_ name: String) -> Bool {
        guard current?.name != name else { return false }
        end()
        current = (name, .now)
        return true
    }

    mutating func end() {
        guard let (name, start) = current else { return }
        stages.append((name, (ContinuousClock.now - start) / .seconds(1)))
        current = nil
    }
}

/// What is read of an import.
private struct ImportJobAnswer: Decodable {
    struct Report: Decodable {
        var messagesAdded: Int
        var chunksAdded: Int
    }

    var id: String
    var state: String
    var failure: String?
    var report: Report?

    init(_ body: [UInt8]) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Self.self, from: Data(body))
    }
}
