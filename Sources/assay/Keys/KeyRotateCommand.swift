import Access
import ArgumentParser
import Catalog
import Commands
import FoundationEssentials
import Logging
import Persistence
import PolicyLibrary
import Signing
import Workflows

/// `assay key rotate`
struct KeyRotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Replace the key-encryption key and seal everything that is under it again.",
        discussion: """
            Encrypted artifacts are not rewritten: only the teams' keys, the webhooks' secrets and the audit log's key \
            are sealed anew. No server may run meanwhile. When it is interrupted, run it again with the same options: \
            until it ends, both key files are needed. The former key stays beside the new one; backups made before \
            need it.
            """
    )

    @Option(
        help: ArgumentHelp(
            "The file of the new key, 32 bytes; made when it is not there. (default: beside the present one)",
            valueName: "file"
        )
    )
    var newKeyFile: String?

    @OptionGroup var options: ServerOptions

    func run() async throws {
        do {
            let settings = try options.settings()
            let logger = ServerLog.start(level: .warning)
            let directory = DataDirectory(path: settings.dataDirectory)
            try directory.create()
            let roles = try AccessPolicy.roles(from: settings.policyFolder)
            let gate = Gate(authorizer: Authorizer(roles: roles), clock: WallClock.now)
            let database = try await Database.start(settings, directory, logger)
            let outcome: Result<(KeyRotation, KeyFileRotation), any Error>
            do { outcome = .success(try await rotate(directory, database, gate)) } catch {
                outcome = .failure(error)
            }
            await database.stop()
            let (rotation, files) = try outcome.get()
            let toKeep = try files.finish()
            Announcement.write(Self.summary(rotation) + toKeep)
        } catch {
            throw ServerFailure(error)
        }
    }

    /// Everything but the last step, which puts the new key file in its place.
    private func rotate(
        _ directory: DataDirectory,
        _ database: Database,
        _ gate: Gate
    ) async throws -> (KeyRotation, KeyFileRotation) {
        let files = try KeyFileRotation(in: directory, newKeyFile: newKeyFile, now: WallClock.now())
        let logKey: [UInt8]?
        do { logKey = try LogKey.resealed(in: directory, from: files.current, to: files.successor) } catch {
            files.abandon()
            throw error
        }
        let use = RotateKeyEncryptionKey(sealed: PostgresSealedKeys(pool: database.pool), gate: gate)
        let made: KeyRotation
        do {
            let request = RequestContext(requestID: "key-rotate")
            made = try await use(from: files.current, to: files.successor, request: request).value
        } catch let refusal as StoreFault where Self.isCertain(refusal) {
            files.abandon()
            throw refusal
        }
        if let logKey { try LogKey.replace(logKey, in: directory) }
        return (made, files)
    }

    /// Whether nothing was changed for certain. After any other fault something may be under the new key: it stays.
    private static func isCertain(_ refusal: StoreFault) -> Bool {
        if case .conflict = refusal { true } else { false }
    }

    private static func summary(_ rotation: KeyRotation) -> String {
        let moved = rotation.alreadyMovedCount
        let earlier = moved == 0 ? "" : " \(moved) more were under the new key already."
        return "Sealed again under key \(rotation.currentKey): \(rotation.contentKeyCount) content keys, "
            + "\(rotation.webhookSecretCount) webhook secrets.\(earlier)\n"
    }
}
