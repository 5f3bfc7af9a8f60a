/// Why the private PostgreSQL could not be made, started or stopped.
///
/// `description` says how to mend it; output of PostgreSQL's programs is only in `debugDescription`.
package enum EmbeddedPostgresError: Error, Equatable {
    case binariesMissing(searched: [String])
    case binariesTooOld(directory: String, version: String)
    case clusterVersionUnavailable(cluster: Int, found: [Int])
    case dataDirectoryInUse(path: String, holder: Int32?)
    case accountMissing
    case directoryNotTraversable(path: String, account: String)
    case directoryNotPrivate(path: String)
    case socketPathTooLong(path: String)
    case passwordMissing(path: String)
    case creationFailed(output: String)
    case startFailed(log: String)
    case startTimedOut(seconds: Int, log: String)
    case processesRemain(pids: [Int32])
    case fileSystem(operation: String, path: String, reason: String)
    case cannotRun(program: String, reason: String)
}

extension EmbeddedPostgresError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .binariesMissing(let searched):
            "PostgreSQL \(ServerBinaries.majorVersionMin) or newer is not installed (searched "
                + "\(searched.joined(separator: ", "))). On Debian: apt-get install postgresql"
        case .binariesTooOld(let directory, let version):
            "PostgreSQL in \(directory) is version \(version); "
                + "\(ServerBinaries.majorVersionMin) or newer is needed"
        case .clusterVersionUnavailable(let cluster, let found):
            "the cluster was made by PostgreSQL \(cluster), but only \(Self.list(found)) is installed. "
                + "On Debian: apt-get install postgresql-\(cluster)"
        case .dataDirectoryInUse(let path, let holder):
            "\(path) is in use by \(holder.map { "process \($0)" } ?? "another process"); "
                + "stop it, or choose another data directory"
        case .accountMissing:
            "PostgreSQL does not run as root, and neither the user postgres nor nobody exists; make one"
        case .directoryNotTraversable(let path, let account):
            "PostgreSQL runs as the user \(account), who may not enter \(path); choose a data directory "
                + "outside it, or allow entry with: chmod o+x \(path)"
        case .directoryNotPrivate(let path):
            "\(path) exists but is not a private directory of the server's user; remove it, "
                + "or choose another socket directory"
        case .socketPathTooLong(let path):
            "the socket directory \(path) is too long; a Unix socket path has at most "
                + "\(ClusterLayout.socketPathBytesMax) bytes"
        case .passwordMissing(let path):
            "the cluster exists but its password file \(path) does not; put it back from a backup"
        case .creationFailed:
            "initdb could not make the database cluster; see the log for its output"
        case .startFailed:
            "PostgreSQL ended before it accepted connections; see its server log"
        case .startTimedOut(let seconds, _):
            "PostgreSQL did not accept connections within \(seconds) s; see its server log"
        case .processesRemain(let pids):
            "processes of an earlier PostgreSQL on this directory do not end: \(Self.list(pids)); end them"
        case .fileSystem(let operation, let path, let reason):
            "cannot \(operation) \(path): \(reason)"
        case .cannotRun(let program, let reason):
            "cannot run \(program): \(reason)"
        }
    }

    private static func list(_ numbers: [some BinaryInteger]) -> String {
        numbers.isEmpty ? "none" : numbers.map { String($0) }.joined(separator: ", ")
    }
}

extension EmbeddedPostgresError: CustomDebugStringConvertible {
    package var debugDescription: String {
        switch self {
        case .creationFailed(let output): "\(description)\n\(output)"
        case .startFailed(let log), .startTimedOut(_, let log): "\(description)\n\(log)"
        default: description
        }
    }
}
