import FoundationEssentials

/// The paths of one cluster.
struct ClusterLayout: Sendable {
    /// `sun_path` holds 108 bytes with its terminator (unix(7)).
    static let socketPathBytesMax = 107
    /// No TCP port is ever opened; the number only names the socket file.
    static let port = 5432

    /// Absolute, without symbolic links.
    let dataDirectory: String
    let socketDirectory: String
    let logFile: String
    /// True when the socket directory was chosen here and may be made and removed here.
    let ownsSocketDirectory: Bool

    /// The data directory must exist, because its real path is wanted.
    init(_ configuration: EmbeddedPostgresConfiguration) throws {
        dataDirectory =
            URL(filePath: configuration.dataDirectory).standardizedFileURL
            .resolvingSymlinksInPath().path(percentEncoded: false).droppingTrailingSlash
        logFile = configuration.logFile ?? "\(dataDirectory)/server.log"
        ownsSocketDirectory = configuration.socketDirectory == nil
        socketDirectory = configuration.socketDirectory ?? Self.defaultSocketDirectory(for: dataDirectory)
        guard Self.socketFits(socketDirectory) else {
            throw EmbeddedPostgresError.socketPathTooLong(path: socketDirectory)
        }
    }

    /// PGDATA.
    var cluster: String { "\(dataDirectory)/cluster" }
    var unfinishedClusterPrefix: String { "cluster.unfinished." }
    var postmasterFile: String { "\(cluster)/postmaster.pid" }
    var passwordFile: String { "\(dataDirectory)/superuser.password" }
    var lockFile: String { "\(dataDirectory)/lock" }
    var socket: String { Self.socket(in: socketDirectory) }

    private static func socket(in directory: String) -> String { "\(directory)/.s.PGSQL.\(port)" }

    // The server also writes a lock file beside the socket, whose name is five bytes longer but is no
    // address.
    private static func socketFits(_ directory: String) -> Bool {
        socket(in: directory).utf8.count <= socketPathBytesMax
    }

    static func defaultSocketDirectory(for dataDirectory: String) -> String {
        let beside = "\(dataDirectory)/run"
        guard !socketFits(beside) else { return beside }
        let temporary = FileManager.default.temporaryDirectory.path(percentEncoded: false)
            .droppingTrailingSlash
        return "\(temporary)/assay-\(String(fnv1a(dataDirectory), radix: 16))"
    }

    /// FNV-1a, 64 bits (Fowler, Noll and Vo): names a folder, protects nothing.
    private static func fnv1a(_ text: String) -> UInt64 {
        text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}

extension String {
    var droppingTrailingSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
