import EmbeddedPostgres
import Tensors

/// What a figure was measured on.
struct MachineFacts: Sendable {
    private let loadBefore = Self.load()
    private let postgres: String

    /// Starts a PostgreSQL once to learn which one it is.
    static func gather(_ run: BenchRun) async throws -> MachineFacts {
        let configuration = EmbeddedPostgresConfiguration(dataDirectory: "\(run.folder)/version")
        let server = try await EmbeddedPostgres.start(configuration, logger: run.logger)
        await server.stop()
        let version = ChildProgram.output(of: "\(server.binariesDirectory)/postgres", ["--version"])
        let shown = version?.replacing("postgres (PostgreSQL)", with: "PostgreSQL")
        return MachineFacts(postgres: shown ?? "PostgreSQL \(server.majorVersion)")
    }

    private init(postgres: String) {
        self.postgres = postgres
    }

    /// A list in Markdown.
    var markdown: String {
        let facts = [
            "processor: \(Self.field("model name", of: "/proc/cpuinfo") ?? "unknown"), "
                + "\(ProcessorQuota.processors) threads, \(InstructionLevel.supported)",
            "memory: \(Self.memory())",
            "kernel: \(Self.line(of: "/proc/sys/kernel/ostype")) \(Self.line(of: "/proc/sys/kernel/osrelease"))",
            "database: \(postgres)",
            "commit: \(Self.commit()); \(Self.build)",
            "load average over a minute: \(loadBefore) before, \(Self.load()) after",
        ]
        return facts.map { "- \($0)\n" }.joined()
    }

    #if DEBUG
        private static let build = "**debug build, whose figures mean nothing**"
    #else
        private static let build = "release build"
    #endif

    /// Of the checkout in the current folder, which may not be what was built: hence the version beside it.
    private static func commit() -> String {
        let known = ChildProgram.output(of: "git", ["describe", "--always", "--dirty", "--abbrev=12"])
        return "\(known ?? "unknown") (assay \(BuildVersion.text))"
    }

    private static func memory() -> String {
        let kilobytes = field("MemTotal", of: "/proc/meminfo").flatMap { Double($0.prefix { $0.isNumber }) }
        return kilobytes.map { "\(RoundFigures.text($0 / 1_048_576)) GiB" } ?? "unknown"
    }

    private static func load() -> String {
        line(of: "/proc/loadavg").split(separator: " ").first.map(String.init) ?? "unknown"
    }

    private static func line(of path: String) -> String {
        ProcessFile.text(path).split(separator: "\n").first.map(String.init) ?? "unknown"
    }

    private static func field(_ name: String, of path: String) -> String? {
        ProcessFile.field(name, in: ProcessFile.text(path))
    }
}
