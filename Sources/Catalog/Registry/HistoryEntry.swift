package import Access
package import Identifiers

/// Something that happened to a model or a version, with the audit entry that proves it.
package struct HistoryEntry<Event: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    package var effectID: EffectID
    package var event: Event
    /// Why, in the words of the one who did it.
    package var reason: String?
    package var changedAt: Instant
    package var changedBy: PrincipalID
    package var changedByName: String

    package init(
        effectID: EffectID,
        event: Event,
        reason: String?,
        changedAt: Instant,
        changedBy: PrincipalID,
        changedByName: String
    ) {
        self.effectID = effectID
        self.event = event
        self.reason = reason
        self.changedAt = changedAt
        self.changedBy = changedBy
        self.changedByName = changedByName
    }
}

/// A step of a version's life; `from` is nil for its beginning.
package struct LifecycleStep: Hashable, Sendable, Codable {
    package var from: Lifecycle?
    package var to: Lifecycle

    package init(from: Lifecycle?, to: Lifecycle) {
        self.from = from
        self.to = to
    }
}

/// An alias set, moved or removed: the versions' numbers, nil where it stood for none.
package struct AliasMove: Hashable, Sendable, Codable {
    package var alias: String
    package var from: Int?
    package var to: Int?

    package init(alias: String, from: Int?, to: Int?) {
        self.alias = alias
        self.from = from
        self.to = to
    }
}

/// A model's owners before and after.
package struct OwnershipTransfer: Hashable, Sendable, Codable {
    package var fromTeam: String
    package var toTeam: String
    package var fromAccountable: String
    package var toAccountable: String

    package init(fromTeam: String, toTeam: String, fromAccountable: String, toAccountable: String) {
        self.fromTeam = fromTeam
        self.toTeam = toTeam
        self.fromAccountable = fromAccountable
        self.toAccountable = toAccountable
    }
}

/// A model's name before and after.
package struct NameChange: Hashable, Sendable, Codable {
    package var modelID: ModelID
    package var from: String
    package var to: String

    package init(modelID: ModelID, from: String, to: String) {
        self.modelID = modelID
        self.from = from
        self.to = to
    }
}
