import Catalog
import Identifiers

extension RegisteredModel {
    var wire: MLflowObject {
        var object = model.wire(creatorName: creatorName)
        object.add("latest_versions", latestVersions.map(\.wire))
        object.add("tags", tags.map(\.wire))
        object.add(
            "aliases",
            aliases.map { alias in
                var object = MLflowObject()
                object.add("alias", alias.name)
                object.add("version", String(alias.version))
                return object
            }
        )
        return object
    }
}

extension Model {
    /// The model without what hangs on it.
    func wire(creatorName: String) -> MLflowObject {
        var object = MLflowObject()
        object.add("name", name.text)
        object.add("creation_timestamp", createdAt.milliseconds)
        object.add("last_updated_timestamp", updatedAt.milliseconds)
        object.add("user_id", creatorName)
        if !description.isEmpty { object.add("description", description) }
        return object
    }
}

extension RegisteredVersion {
    var wire: MLflowObject {
        var object = MLflowObject()
        object.add("name", version.modelName.text)
        object.add("version", String(version.number))
        object.add("creation_timestamp", version.createdAt.milliseconds)
        object.add("last_updated_timestamp", version.updatedAt.milliseconds)
        object.add("user_id", creatorName)
        object.add("current_stage", RegistryStage(of: version.lifecycle).rawValue)
        object.add("description", version.description)
        object.add("source", version.origin?.source ?? "")
        object.add("run_id", version.origin?.runID ?? "")
        object.add("status", "READY")
        object.add("tags", tags.map(\.wire))
        object.add("run_link", version.origin?.runLink ?? "")
        object.add("aliases", aliases)
        object.add("model_id", version.origin?.loggedModelID)
        return object
    }
}

extension RegistryTag {
    var wire: MLflowObject {
        var object = MLflowObject()
        object.add("key", key)
        object.add("value", value)
        return object
    }
}
