package import Identifiers

/// One change of the registry that webhooks are told of, in the transaction that makes it.
///
/// Prompts are models with a tag that says so, and have events of their own: which one it is the store finds
/// out when it tells.
package struct WebhookNotice: Hashable, Sendable {
    /// Told when the model is no prompt; nil: nothing is told then.
    package var event: WebhookEvent?
    /// Told when it is one.
    package var promptEvent: WebhookEvent
    package var modelID: ModelID
    /// The members of `data` in the payload, after MLflow's payload types: names, versions, keys, values.
    package var data: [String: JSONValue]

    package init(
        _ event: WebhookEvent?,
        orOfPrompt promptEvent: WebhookEvent,
        of modelID: ModelID,
        _ data: [String: JSONValue]
    ) {
        self.event = event
        self.promptEvent = promptEvent
        self.modelID = modelID
        self.data = data
    }

    /// Of a model that was registered with these tags.
    package static func created(_ model: Model, tags: [RegistryTag]) -> WebhookNotice {
        WebhookNotice(
            .modelCreated,
            orOfPrompt: .promptCreated,
            of: model.id,
            [
                "name": .string(model.name.text), "tags": object(tags),
                "description": .string(model.description),
            ]
        )
    }

    /// Of a version that was registered with these tags.
    package static func created(_ version: ModelVersion, tags: [RegistryTag]) -> WebhookNotice {
        WebhookNotice(
            .versionCreated,
            orOfPrompt: .promptVersionCreated,
            of: version.modelID,
            [
                "name": .string(version.modelName.text), "version": .string("\(version.number)"),
                "source": .string(version.origin?.source ?? ""),
                "run_id": version.origin?.runID.map { .string($0) } ?? .null, "tags": object(tags),
                "description": .string(version.description),
            ]
        )
    }

    /// Of a model only a prompt's tags are told; MLflow has no event for other models' tags.
    package static func tagSet(_ tag: RegistryTag, of model: Model) -> WebhookNotice {
        WebhookNotice(
            nil,
            orOfPrompt: .promptTagSet,
            of: model.id,
            ["name": .string(model.name.text), "key": .string(tag.key), "value": .string(tag.value)]
        )
    }

    /// Of a model; MLflow has no event for it, so only what asks for all changes is told.
    package static func tagDeleted(_ key: String, of model: Model) -> WebhookNotice {
        WebhookNotice(
            nil,
            orOfPrompt: .promptTagDeleted,
            of: model.id,
            ["name": .string(model.name.text), "key": .string(key)]
        )
    }

    package static func tagSet(_ tag: RegistryTag, of version: ModelVersion) -> WebhookNotice {
        WebhookNotice(
            .versionTagSet,
            orOfPrompt: .promptVersionTagSet,
            of: version.modelID,
            [
                "name": .string(version.modelName.text), "version": .string("\(version.number)"),
                "key": .string(tag.key), "value": .string(tag.value),
            ]
        )
    }

    /// Of a version.
    package static func tagDeleted(_ key: String, of version: ModelVersion) -> WebhookNotice {
        WebhookNotice(
            .versionTagDeleted,
            orOfPrompt: .promptVersionTagDeleted,
            of: version.modelID,
            [
                "name": .string(version.modelName.text), "version": .string("\(version.number)"),
                "key": .string(key),
            ]
        )
    }

    /// An alias that was set to another version counts as created, as in MLflow.
    package static func moved(_ move: AliasMove, of model: Model) -> WebhookNotice {
        var data: [String: JSONValue] = ["name": .string(model.name.text), "alias": .string(move.alias)]
        guard let number = move.to else {
            return WebhookNotice(.aliasDeleted, orOfPrompt: .promptAliasDeleted, of: model.id, data)
        }
        data["version"] = .string("\(number)")
        return WebhookNotice(.aliasCreated, orOfPrompt: .promptAliasCreated, of: model.id, data)
    }

    private static func object(_ tags: [RegistryTag]) -> JSONValue {
        .object(Dictionary(tags.map { ($0.key, .string($0.value)) }) { _, last in last })
    }
}
