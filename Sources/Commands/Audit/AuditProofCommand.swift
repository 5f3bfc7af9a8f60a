import ArgumentParser
import Audit
import Foundation
import Identifiers
import TransparencyLog

/// `assay audit proof`
struct AuditProofCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof",
        abstract: "Save the proof that one entry is in the log, and check it here.",
        discussion: """
            The proof is a C2SP .tlog-proof file. Together with the entry's bytes it convinces anybody who \
            knows the \
            log's key, without the server.

            Example:
              assay audit proof 01938c1e-5e7a-7cc1-9d3c-0242ac120002 --output receipt.tlog-proof --entry entry.json
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var keys: KeyOptions
    @Argument(help: "Id of the entry, as changes report it.") var id: String
    @Option(
        help: ArgumentHelp("Where to save the proof; the id with .tlog-proof otherwise.", valueName: "path")
    )
    var output: String?
    @Option(help: ArgumentHelp("Where to save the entry's exact bytes.", valueName: "path")) var entry:
        String?
    @Flag(help: "Trust the keys that the server publishes now, although they have changed.")
    var acceptNewKey = false

    func validate() throws {
        if AuditEntryID(id) == nil { throw ValidationError("\(id) is no entry's id") }
    }

    func perform(in session: Session) async throws {
        let trust = try await LogTrust.resolved(
            given: keys.keys(),
            acceptsNewKey: acceptNewKey,
            session: session
        )
        let proof = try await session.server.bytes(.api("audit", "entries", id, "proof")).bytes
        let body = try await session.server.bytes(.api("audit", "entries", id)).bytes
        let receipt = try Self.checked(proof: proof, entry: body, id: id, policy: trust.policy)
        let path = output ?? "\(id).tlog-proof"
        try Self.save(proof, to: path)
        if let entry { try Self.save(body, to: entry) }
        session.console.say(
            "Entry \(id) is number \(receipt.index) of \(trust.policy.origin), proved by a checkpoint of "
                + "\(receipt.size) entries. The proof is in \(path)."
        )
        if trust.isFirstUse, !trust.isPinned {
            session.console.note(
                "The key came from the server and is not pinned: \(trust.vkeys.joined(separator: ", "))"
            )
        }
    }

    /// Convinces itself that the proof is for this entry and not for another one.
    static func checked(
        proof: [UInt8],
        entry: [UInt8],
        id: String,
        policy: CheckpointPolicy
    ) throws(CommandFailure) -> (index: UInt64, size: UInt64) {
        do {
            guard try AuditEvent(decoding: entry).id.description == id else {
                throw CommandFailure.answerIsNo("the server gave another entry than \(id)")
            }
            let receipt = try LogReceipt(parsing: proof)
            let accepted = try receipt.verify(entry: entry, policy: policy)
            return (receipt.index, accepted.checkpoint.size)
        } catch let failure as CommandFailure {
            throw failure
        } catch { throw .answerIsNo("the proof does not hold: \(error)") }
    }

    private static func save(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
        do { try Data(bytes).write(to: URL(filePath: path)) } catch {
            throw .impossible("\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
