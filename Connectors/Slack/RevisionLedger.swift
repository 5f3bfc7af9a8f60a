/// Remembers which messages were seen and in which revision, so that duplicates and withdrawn ones are
/// recognised.
struct RevisionLedger {
    /// A message by the position of its conversation and its time in microseconds.
    struct Key: Hashable {
        var container: Int
        var microseconds: Int64
    }

    enum Verdict { case new, newer, duplicate, withdrawn }

    private static let withdrawal = Int64.max

    private let keysMax: Int
    private var revisions: [Key: Int64] = [:]

    init(keysMax: Int) {
        self.keysMax = keysMax
    }

    /// - Parameter editedMicroseconds: zero for a message that was never edited.
    mutating func admit(_ key: Key, editedMicroseconds: Int64) -> Verdict {
        guard let known = revisions[key] else {
            remember(key, editedMicroseconds)
            return .new
        }
        if known == Self.withdrawal { return .withdrawn }
        guard editedMicroseconds > known else { return .duplicate }
        revisions[key] = editedMicroseconds
        return .newer
    }

    /// False when the message was withdrawn before.
    mutating func withdraw(_ key: Key) -> Bool {
        guard revisions[key] != Self.withdrawal else { return false }
        remember(key, Self.withdrawal)
        return true
    }

    private mutating func remember(_ key: Key, _ revision: Int64) {
        if revisions.count < keysMax || revisions[key] != nil { revisions[key] = revision }
    }
}
