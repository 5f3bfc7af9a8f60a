import Audit
import Identifiers
import TransparencyLog

/// What a verification found, with how far its keys can be trusted.
struct VerificationOutcome {
    let report: AuditVerification.Report
    let trust: LogTrust
    /// Where the keys came from when nobody named them.
    let place: String

    func text(for console: Console) -> String {
        let isWhole = report.fault == nil
        let verdict = console.emphasised(isWhole ? "intact" : "NOT INTACT", isWhole ? .good : .bad)
        return "\(trust.policy.origin): \(verdict)\n\(TerminalText.singleLine(report.sentence))\n\(keyNote)\n"
    }

    private var keyNote: String {
        if trust.isPinned { return "Signatures were checked with the key that you named." }
        let key = trust.vkeys.joined(separator: ", ")
        guard trust.isFirstUse || place != "the server" else {
            return "The key is the one that this client has known since it first saw the log."
        }
        return "The key came from \(place) and is not pinned; compare it with the operator's: \(key)"
    }

    var json: JSONValue {
        var fields: [String: JSONValue] = [
            "is_intact": .bool(report.fault == nil), "sentence": .string(report.sentence),
            "origin": .string(trust.policy.origin), "keys": .array(trust.vkeys.map { .string($0) }),
            "is_key_pinned": .bool(trust.isPinned),
            "entries_verified": .integer(Int64(clamping: report.entriesVerified)),
            "checkpoints_verified": .integer(Int64(report.checkpointsVerified)),
            "tiles_verified": .integer(Int64(report.tilesVerified)),
            "signed_size": .integer(Int64(clamping: report.signedSize)), "root": .string(report.root.hex),
        ]
        if let fault = report.fault { fields["first_bad_entry"] = .integer(Int64(clamping: fault.index)) }
        return .object(fields)
    }
}
