import Identifiers
import TransparencyLog

/// Whom a verification trusts, and what is remembered of the log from earlier.
struct LogTrust: Sendable {
    let policy: CheckpointPolicy
    /// Whether the keys came from the user rather than from the log's own server or copy.
    let isPinned: Bool
    /// Notes that were verified earlier.
    var remembered: [[UInt8]] = []
    /// Whether this client sees the log for the first time.
    var isFirstUse = false

    /// All keys must bear the name of one log.
    init(keys: [NoteKey], isPinned: Bool) throws(CommandFailure) {
        let names = Set(keys.map(\.name))
        guard let origin = names.first else { throw .impossible("there is no key to check the log with") }
        guard names.count == 1 else {
            throw .usage("the keys belong to different logs: \(names.sorted().joined(separator: ", "))")
        }
        policy = CheckpointPolicy(origin: origin, logKeys: keys)
        self.isPinned = isPinned
    }

    var vkeys: [String] { policy.logKeys.map(\.vkey).sorted() }

    /// Takes keys from the user, or else those the server publishes, which must be those it published before.
    static func resolved(
        given: [NoteKey],
        acceptsNewKey: Bool,
        session: Session
    ) async throws -> LogTrust {
        var trust =
            given.isEmpty
            ? try LogTrust(keys: try await published(by: session.server), isPinned: false)
            : try LogTrust(keys: given, isPinned: true)
        guard let known = try session.settings.knownLogs().logs[session.server.address.text] else {
            trust.isFirstUse = true
            return trust
        }
        try trust.compare(with: known, acceptsNewKey: acceptsNewKey)
        return trust
    }

    /// A known note binds as long as the key that signed it is still trusted.
    mutating func compare(with known: KnownLogs.Log, acceptsNewKey: Bool) throws(CommandFailure) {
        let isChanged = known.keys != vkeys
        if isChanged, !isPinned, !acceptsNewKey {
            throw .answerIsNo(
                "the log's keys are not those that this client saw first: known \(known.keys.joined(separator: ", ")), "
                    + "now \(vkeys.joined(separator: ", ")). Ask the operator; if the change is meant, "
                    + "say --accept-new-key or name the key with --key"
            )
        }
        let keepsOld = Set(known.keys).isSubset(of: vkeys)
        guard !isChanged || keepsOld, let note = known.checkpoint.flatMap({ Base64.decode($0) }) else {
            return
        }
        remembered = [note]
    }

    /// Keeps the keys and the newest note that every entry was checked against.
    func remember(checkpoint: [UInt8]?, of server: ServerConnection, in settings: SettingsFolder)
        throws(CommandFailure)
    {
        var known = try settings.knownLogs()
        let note = checkpoint ?? remembered.first
        known.logs[server.address.text] = KnownLogs.Log(
            keys: vkeys,
            checkpoint: note.map { Base64.encode($0) }
        )
        try settings.save(known)
    }

    /// The keys that the server says are its log's; taken only on first use or when they are known already.
    static func published(by server: ServerConnection) async throws -> [NoteKey] {
        let answer = try await server.get(AddressPath([".well-known", "assay-keys.json"])).value
        return try keys(in: answer)
    }

    static func keys(in document: JSONValue) throws(CommandFailure) -> [NoteKey] {
        var keys: [NoteKey] = []
        for text in document["log_keys"]?.array?.compactMap(\.string) ?? [] {
            do { keys.append(try NoteKey(vkey: text)) } catch {
                throw .impossible("a published key is not understood: \(error)")
            }
        }
        return keys
    }
}
