import Foundation
import Glibc

/// Makes a cluster with initdb(1) under another name and renames it when it is whole.
struct ClusterCreation: Sendable {
    let layout: ClusterLayout
    let binaries: ServerBinaries
    let account: ServerAccount?
    let durability: EmbeddedPostgresConfiguration.Durability

    private var directories: PrivateDirectory { PrivateDirectory(account: account) }
    private var unfinished: String { "\(layout.dataDirectory)/\(layout.unfinishedClusterPrefix)\(getpid())" }

    /// The major version of the cluster, nil when there is none.
    static func version(of layout: ClusterLayout) -> Int? {
        let text = try? String(contentsOfFile: "\(layout.cluster)/PG_VERSION", encoding: .utf8)
        return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// The password is on disk before the cluster appears under its name: a crash between the two costs
    /// nothing.
    func run() async throws -> SuperuserPassword {
        try removeUnfinished()
        let password = SuperuserPassword.generate()
        try password.write(to: layout.passwordFile)
        try directories.make(unfinished)
        try await initialize(with: password)
        guard unsafe rename(unfinished, layout.cluster) == 0 else {
            throw EmbeddedPostgresError.fileSystem(
                operation: "move the new cluster to",
                path: layout.cluster,
                reason: SystemError.text()
            )
        }
        return password
    }

    private func initialize(with password: SuperuserPassword) async throws {
        let passwordFile = "\(unfinished).password"
        try password.write(to: passwordFile)
        defer { try? FileManager.default.removeItem(atPath: passwordFile) }
        try directories.give(passwordFile)
        let command = Command.server(
            binaries.initdb,
            arguments(passwordFile),
            account: account,
            parentDeathSignal: "KILL"
        )
        let (ending, output) = try await ChildProcess.run(command)
        guard ending == .exited(0) else {
            try? removeUnfinished()
            throw EmbeddedPostgresError.creationFailed(output: String(output.suffix(ServerLog.tailBytesMax)))
        }
    }

    /// Order by bytes never changes with the C library, which would corrupt indexes; letters are known beyond
    /// ASCII.
    private func arguments(_ passwordFile: String) -> [String] {
        [
            "--pgdata=\(unfinished)", "--username=\(SuperuserPassword.user)", "--pwfile=\(passwordFile)",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--lc-ctype=\(characterType)",
            "--text-search-config=english", "--data-checksums",
        ] + (durability == .forTests ? ["--no-sync"] : [])
    }

    private var characterType: String {
        guard let locale = unsafe newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return "C" }
        unsafe freelocale(locale)
        return "C.UTF-8"
    }

    private func removeUnfinished() throws {
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: layout.dataDirectory)
        where name.hasPrefix(layout.unfinishedClusterPrefix) {
            try files.removeItem(atPath: "\(layout.dataDirectory)/\(name)")
        }
    }
}
