import Catalog
import Identifiers

/// Evaluation datasets in MLflow's form, where nested documents travel as JSON texts.
enum EvaluationWire {
    private static let idPrefix = "d-"
    private static let recordPrefix = "dr-"

    static func id(_ text: String) throws -> EvaluationDatasetID {
        guard let id = identifier(text, idPrefix, EvaluationDatasetEntity.self) else {
            throw MLflowFault.notFound("Evaluation dataset with ID '\(text)' not found.")
        }
        return id
    }

    static func recordID(_ text: String) throws -> EvaluationRecordID {
        guard let id = identifier(text, recordPrefix, EvaluationRecordEntity.self) else {
            throw MLflowFault.invalid("dataset_record_ids", mustBe: "ids of records")
        }
        return id
    }

    static func recordID(_ id: EvaluationRecordID) -> String { recordPrefix + Hexadecimal.encode(id.bytes) }

    private static func identifier<Entity>(_ text: String, _ prefix: String, _: Entity.Type) -> Identifier<
        Entity
    >? {
        guard text.hasPrefix(prefix), let bytes = Hexadecimal.decode(text.dropFirst(prefix.count)) else {
            return nil
        }
        return Identifier(bytes: bytes)
    }

    static func experiments(_ fields: MLflowFields) throws -> [ExperimentID] {
        try fields.texts("experiment_ids").map { try TraceWire.experiment($0) }
    }

    /// A field that holds a JSON object of texts as text; numbers and the like become their text.
    static func tags(_ fields: MLflowFields) throws -> [String: String] {
        guard let value = try document("tags", fields) else { return [:] }
        guard let members = value.object else { throw MLflowFault.invalid("tags", mustBe: "a JSON object") }
        return members.compactMapValues { value in
            switch value {
            case .null: nil
            case .string(let text): text
            default: String(decoding: bytes(value), as: UTF8.self)
            }
        }
    }

    static func document(_ name: String, _ fields: MLflowFields) throws -> JSONValue? {
        guard let text = try fields.filledText(name) else { return nil }
        do {
            return try JSONValue(
                parsing: Array(text.utf8),
                depthMax: MLflowFields.depthMax,
                roundsLongIntegers: true
            )
        } catch {
            throw MLflowFault.invalid(fields.path(name), mustBe: "JSON; it is not: \(error)")
        }
    }

    static func bytes(_ value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONBytes.append(value, to: &bytes)
        return bytes
    }

    static func object(_ dataset: EvaluationDataset) -> MLflowObject {
        var object = MLflowObject()
        object.add("dataset_id", idPrefix + Hexadecimal.encode(dataset.id.bytes))
        object.add("name", dataset.name)
        let tags = JSONValue.object(dataset.tags.mapValues { .string($0) })
        object.add("tags", String(decoding: bytes(tags), as: UTF8.self))
        object.add("profile", "{\"num_records\": \(dataset.recordCount)}")
        object.add("digest", dataset.digest)
        object.add("created_time", dataset.createdAt.microseconds / 1_000)
        object.add("last_update_time", dataset.updatedAt.microseconds / 1_000)
        if !dataset.userClaim.isEmpty {
            object.add("created_by", dataset.userClaim)
            object.add("last_updated_by", dataset.userClaim)
        }
        object.add("experiment_ids", dataset.experimentIDs.map(\.description))
        return object
    }

    static func answer(_ dataset: EvaluationDataset) -> MLflowObject {
        var answer = MLflowObject()
        answer.add("dataset", object(dataset))
        return answer
    }

    static func record(_ record: EvaluationRecord, of id: EvaluationDatasetID) -> JSONValue {
        var members = record.members
        members["dataset_record_id"] = .string(recordID(record.id))
        members["dataset_id"] = .string(idPrefix + Hexadecimal.encode(id.bytes))
        members["created_time"] = .integer(record.createdAt.microseconds / 1_000)
        members["last_update_time"] = .integer(record.updatedAt.microseconds / 1_000)
        if let type = record.members["source"]?["source_type"] { members["source_type"] = type }
        if !record.userClaim.isEmpty {
            members["created_by"] = .string(record.userClaim)
            members["last_updated_by"] = .string(record.userClaim)
        }
        return .object(members)
    }
}
