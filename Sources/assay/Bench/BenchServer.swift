import Commands
import FoundationEssentials

/// A server of this binary on a free port, ready to answer.
struct BenchServer {
    private static let startSecondsMax = 300.0

    let program: ChildProgram
    let address: String
    /// From the start of the process until it was ready.
    let startSeconds: Double

    /// - Parameter readyPath: What answers 200 when it is ready.
    static func start(
        _ run: BenchRun,
        dataDirectory: String,
        readyPath: String = "/readyz"
    ) async throws -> BenchServer {
        let start = ContinuousClock.now
        let program = try ChildProgram(
            path: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
            ["serve", "--port", "0", "--data-dir", dataDirectory, "--log-level", "warning"],
            environment: run.environment,
            outputFile: "\(run.folder)/server.log"
        )
        do {
            let address = try await program.line(
                after: "Assay is serving at ",
                secondsMax: startSecondsMax
            )
            try await waitUntilReady(address + readyPath, program)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            return BenchServer(program: program, address: address, startSeconds: seconds)
        } catch {
            await program.stop()
            throw error
        }
    }

    private static func waitUntilReady(_ url: String, _ program: ChildProgram) async throws {
        guard let slash = url.lastIndex(of: "/") else { return }
        let client = try LoadClient(address: String(url[..<slash]), token: nil, connections: 1)
        let end = ContinuousClock.now + .seconds(startSecondsMax)
        var last = "no answer"
        while program.isRunning, ContinuousClock.now < end, !Task.isCancelled {
            if let answer = try? await client.send(LoadRequest(.get, String(url[slash...]))) {
                if answer.isSuccess { return await client.close() }
                last = String(decoding: answer.body, as: UTF8.self)
            }
            try? await Task.sleep(for: .milliseconds(5))
        }
        await client.close()
        throw BenchFault("the server was not ready in time: \(last)\n\(program.lastWords)")
    }

    /// Runs `body` beside a server that is stopped afterwards, whatever happens.
    static func running<Value>(
        _ run: BenchRun,
        dataDirectory: String,
        readyPath: String = "/readyz",
        _ body: (BenchServer) async throws -> Value
    ) async throws -> Value {
        let server = try await start(run, dataDirectory: dataDirectory, readyPath: readyPath)
        do {
            let value = try await body(server)
            await server.program.stop()
            return value
        } catch {
            await server.program.stop()
            throw error
        }
    }

    /// What is resident of the server, and the proportional shares of its PostgreSQL's processes. The server's own
    /// share would be too small: this process maps the same program.
    func memoryBytes(_ dataDirectory: String) -> Double {
        let database = postmasterPid(dataDirectory).map(ProcessMemory.treeBytes) ?? 0
        return ProcessMemory.residentBytes(of: program.pid) + database
    }

    /// The postmaster of the embedded PostgreSQL.
    func postmasterPid(_ dataDirectory: String) -> Int32? {
        let file = "\(DataDirectory(path: dataDirectory).postgres)/cluster/postmaster.pid"
        return ProcessFile.text(file).split(separator: "\n").first.flatMap { Int32($0) }
    }
}
