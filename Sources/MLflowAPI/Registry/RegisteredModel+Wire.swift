import Catalog
import Identifiers

extension ListedModel {
    var wire: MLflowObject {
        var object = MLflowObject()
        write(to: &object)
        return object
    }

    func write(to object: inout MLflowObject) {
        object.add("name", name.text)
        object.add("creation_timestamp", createdAt.milliseconds)
        object.add("last_updated_timestamp", updatedAt.milliseconds)
        object.add("user_id", creatorName)
        if !description.isEmpty { object.add("description", description) }
        object.add("latest_versions", each: latestVersions) { $0.write(to: &$1, of: name) }
        object.add("tags", each: tags) { $0.write(to: &$1) }
        object.add("aliases", each: aliases) { alias, object in
            object.add("alias", alias.name)
            object.add("version", text: Int64(alias.version))
        }
    }
}

extension ListedVersion {
    func wire(of model: ResourceName) -> MLflowObject {
        var object = MLflowObject()
        write(to: &object, of: model)
        return object
    }

    func write(to object: inout MLflowObject, of model: ResourceName) {
        object.add("name", model.text)
        object.add("version", text: Int64(number))
        object.add("creation_timestamp", createdAt.milliseconds)
        object.add("last_updated_timestamp", updatedAt.milliseconds)
        object.add("user_id", creatorName)
        object.add("current_stage", RegistryStage(of: lifecycle).rawValue)
        object.add("description", description)
        object.add("source", source ?? "")
        object.add("run_id", runID ?? "")
        object.add("status", "READY")
        object.add("tags", each: tags) { $0.write(to: &$1) }
        object.add("run_link", runLink ?? "")
        object.add("aliases", aliases)
        object.add("model_id", loggedModelID)
    }
}

extension RegisteredVersion {
    var wire: MLflowObject {
        var object = MLflowObject()
        write(to: &object)
        return object
    }

    func write(to object: inout MLflowObject) {
        listed.write(to: &object, of: version.modelName)
    }
}

extension RegistryTag {
    func write(to object: inout MLflowObject) {
        object.add("key", key)
        object.add("value", value)
    }
}
