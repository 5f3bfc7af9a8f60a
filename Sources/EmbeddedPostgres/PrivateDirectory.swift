import Foundation
import Glibc

/// Folders that the server's user owns and nobody else may read.
struct PrivateDirectory: Sendable {
    let account: ServerAccount?

    /// Makes the folder, or accepts one that is already private to the server's user.
    func make(_ path: String) throws {
        let files = FileManager.default
        guard (try? files.attributesOfItem(atPath: path)) == nil else { return try check(path) }
        do {
            try files.createDirectory(
                atPath: path,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            try give(path)
        } catch {
            throw EmbeddedPostgresError.fileSystem(operation: "make", path: path, reason: "\(error)")
        }
    }

    /// Hands a file or folder to the server's user.
    func give(_ path: String) throws {
        guard let account else { return }
        let owner: [FileAttributeKey: Any] = [
            .ownerAccountID: UInt(account.user), .groupOwnerAccountID: UInt(account.group),
        ]
        try FileManager.default.setAttributes(owner, ofItemAtPath: path)
    }

    /// In a folder that everybody may write to, somebody could have put another folder or a link in its
    /// place.
    private func check(_ path: String) throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let owner = (attributes[.ownerAccountID] as? NSNumber)?.uint32Value
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        let isDirectory = attributes[.type] as? FileAttributeType == .typeDirectory
        guard isDirectory, owner == (account?.user ?? geteuid()), mode & 0o077 == 0 else {
            throw EmbeddedPostgresError.directoryNotPrivate(path: path)
        }
    }

    /// Fails with the first ancestor that the server's user may not enter.
    func checkEntry(to path: String) async throws {
        guard let account, try await !mayEnter(path) else { return }
        var ancestor = ""
        for name in path.split(separator: "/") {
            ancestor += "/\(name)"
            guard try await mayEnter(ancestor) else {
                throw EmbeddedPostgresError.directoryNotTraversable(path: ancestor, account: account.name)
            }
        }
    }

    // Asked of the kernel, as that user: access lists and security modules count too.
    private func mayEnter(_ path: String) async throws -> Bool {
        let test = Command.server("/usr/bin/test", ["-x", path], account: account)
        return try await ChildProcess.run(test).ending == .exited(0)
    }
}
