import FoundationEssentials

/// The folder of the PostgreSQL programs to run, and their major version.
struct ServerBinaries: Sendable, Equatable {
    static let majorVersionMin = 15
    /// Where Debian and Ubuntu put one folder for each major version.
    static let debianRoot = "/usr/lib/postgresql"

    let directory: String
    let majorVersion: Int

    var postgres: String { "\(directory)/postgres" }
    var initdb: String { "\(directory)/initdb" }

    /// An explicit folder is taken or refused; otherwise `pg_config` on the PATH, then Debian's folders,
    /// newest first. An existing cluster runs only under its own major version.
    static func find(
        explicit: String?,
        clusterVersion: Int?,
        searchPath: String?
    ) async throws -> ServerBinaries {
        let directories: [String] =
            if let explicit { [explicit] } else {
                await pgConfigDirectories(searchPath) + debianDirectories()
            }
        var found: [ServerBinaries] = []
        for directory in directories {
            if let binaries = try await examine(directory) { found.append(binaries) }
        }
        return try choose(found, clusterVersion: clusterVersion, searched: directories)
    }

    static func choose(
        _ found: [ServerBinaries],
        clusterVersion: Int?,
        searched: [String]
    ) throws -> ServerBinaries {
        guard let first = found.first else {
            throw EmbeddedPostgresError.binariesMissing(
                searched: searched.isEmpty ? ["PATH", debianRoot] : searched
            )
        }
        if let clusterVersion {
            guard let match = found.first(where: { $0.majorVersion == clusterVersion }) else {
                let versions = Set(found.map(\.majorVersion)).sorted()
                throw EmbeddedPostgresError.clusterVersionUnavailable(
                    cluster: clusterVersion,
                    found: versions
                )
            }
            return match
        }
        guard let recent = found.first(where: { $0.majorVersion >= majorVersionMin }) else {
            throw EmbeddedPostgresError.binariesTooOld(
                directory: first.directory,
                version: "\(first.majorVersion)"
            )
        }
        return recent
    }

    /// Reads `postgres (PostgreSQL) 15.14 (Debian …)`; development versions read `16devel`.
    static func majorVersion(from text: String) -> Int? {
        guard let range = text.firstRange(of: "(PostgreSQL) ") else { return nil }
        return Int(text[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }

    private static func examine(_ directory: String) async throws -> ServerBinaries? {
        let programs = ["\(directory)/postgres", "\(directory)/initdb"]
        guard programs.allSatisfy(FileManager.default.isExecutableFile(atPath:)) else { return nil }
        let (_, output) = try await ChildProcess.run(Command(program: programs[0], arguments: ["--version"]))
        return majorVersion(from: output).map { ServerBinaries(directory: directory, majorVersion: $0) }
    }

    private static func pgConfigDirectories(_ searchPath: String?) async -> [String] {
        let candidates = (searchPath ?? "").split(separator: ":").map { "\($0)/pg_config" }
        let exists = FileManager.default.isExecutableFile(atPath:)
        guard let program = candidates.first(where: { $0.hasPrefix("/") && exists($0) }),
            let (ending, output) = try? await ChildProcess.run(
                Command(program: program, arguments: ["--bindir"])
            ),
            ending == .exited(0), let line = output.split(separator: "\n").first
        else { return [] }
        return [String(line)]
    }

    private static func debianDirectories() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: debianRoot)) ?? []
        let versions = names.compactMap { Int($0) }.sorted(by: >)
        return versions.map { "\(debianRoot)/\($0)/bin" }
    }
}
