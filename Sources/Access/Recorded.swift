/// The outcome of a change together with the audit entry that records it.
package struct Recorded<Value: Sendable>: Sendable {
    package let value: Value
    /// Also the id of the audit entry; of the first request's entry when this is a replay.
    package let effectID: EffectID
    /// True when an earlier request with the same idempotency key made the change.
    package let isReplay: Bool

    package init(value: Value, effectID: EffectID, isReplay: Bool) {
        self.value = value
        self.effectID = effectID
        self.isReplay = isReplay
    }

    /// The same record with another value, for handing out a part or a view of it.
    package func map<Other: Sendable>(_ transform: (Value) throws -> Other) rethrows -> Recorded<Other> {
        Recorded<Other>(value: try transform(value), effectID: effectID, isReplay: isReplay)
    }
}
