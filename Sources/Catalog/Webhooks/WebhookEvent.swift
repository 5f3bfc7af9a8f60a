/// What a webhook can be told of; raw values are MLflow's names for events.
package enum WebhookEvent: String, Hashable, Sendable, Codable, CaseIterable {
    case modelCreated = "registered_model.created"
    case versionCreated = "model_version.created"
    case versionTagSet = "model_version_tag.set"
    case versionTagDeleted = "model_version_tag.deleted"
    case aliasCreated = "model_version_alias.created"
    case aliasDeleted = "model_version_alias.deleted"
    case promptCreated = "prompt.created"
    case promptVersionCreated = "prompt_version.created"
    case promptTagSet = "prompt_tag.set"
    case promptTagDeleted = "prompt_tag.deleted"
    case promptVersionTagSet = "prompt_version_tag.set"
    case promptVersionTagDeleted = "prompt_version_tag.deleted"
    case promptAliasCreated = "prompt_alias.created"
    case promptAliasDeleted = "prompt_alias.deleted"

    /// What the event is about: `model_version`.
    package var entity: String { String(rawValue.prefix { $0 != "." }) }

    /// What happened to it: `created`.
    package var action: String { String(rawValue.drop { $0 != "." }.dropFirst()) }
}
