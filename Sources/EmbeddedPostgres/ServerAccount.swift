import Foundation
import Glibc

/// The user that the server's programs run as; PostgreSQL refuses to run as root.
struct ServerAccount: Sendable, Equatable {
    let name: String
    let user: UInt32
    let group: UInt32

    /// Nil when this process is not root, so that the server simply runs as the same user.
    ///
    /// A cluster that exists keeps its owner: one that a user made can also be run by root.
    static func whenRoot(cluster: String? = nil) throws -> ServerAccount? {
        guard geteuid() == 0 else { return nil }
        if let owner = cluster.flatMap(owner(of:)) { return owner }
        guard let account = named("postgres") ?? named("nobody") else {
            throw EmbeddedPostgresError.accountMissing
        }
        return account
    }

    /// Nil when nothing is there, or it is root's.
    private static func owner(of path: String) -> ServerAccount? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let user = (attributes?[.ownerAccountID] as? NSNumber)?.uint32Value, user != 0,
            let group = (attributes?[.groupOwnerAccountID] as? NSNumber)?.uint32Value
        else { return nil }
        let name = attributes?[.ownerAccountName] as? String
        return ServerAccount(name: name ?? "\(user)", user: user, group: group)
    }

    private static func named(_ name: String) -> ServerAccount? {
        var entry = unsafe passwd()
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
            var found: UnsafeMutablePointer<passwd>?
            guard let start = buffer.baseAddress,
                unsafe getpwnam_r(name, &entry, start, buffer.count, &found) == 0, unsafe found != nil
            else { return nil }
            return unsafe ServerAccount(name: name, user: entry.pw_uid, group: entry.pw_gid)
        }
    }
}
