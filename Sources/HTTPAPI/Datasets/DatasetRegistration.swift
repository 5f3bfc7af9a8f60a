import Catalog
import Identifiers
import Workflows

/// A dataset as a request registers it.
struct DatasetRegistration: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, accountable, purpose, description, licence, sensitivity, residency, retention
        case ownerTeam = "owner_team"
    }
    typealias Fields = CodingKeys

    var name: String
    var ownerTeam: String
    var accountable: String?
    var purpose: String?
    var description: String?
    var licence: String?
    var sensitivity: Choice<Sensitivity>?
    var residency: [String]?
    var retention: StrictObject<RetentionInput>?

    var request: RegisterDataset.Request {
        RegisterDataset.Request(
            name: name,
            ownerTeam: ownerTeam,
            accountable: accountable,
            purpose: purpose ?? "",
            description: description ?? "",
            licence: licence,
            sensitivity: sensitivity?.value,
            residency: residency ?? [],
            retention: retention?.value.request
        )
    }
}

/// What a request changes of a dataset. `null` takes the licence and the retention away; elsewhere it changes nothing.
struct DatasetChangeInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case accountable, purpose, description, licence, sensitivity, residency, retention
        case ownerTeam = "owner_team"
    }
    typealias Fields = CodingKeys

    let request: UpdateDataset.Request

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        request = UpdateDataset.Request(
            ownerTeam: try fields.decodeIfPresent(String.self, forKey: .ownerTeam),
            accountable: try fields.decodeIfPresent(String.self, forKey: .accountable),
            purpose: try fields.decodeIfPresent(String.self, forKey: .purpose),
            description: try fields.decodeIfPresent(String.self, forKey: .description),
            licence: try fields.change(String.self, forKey: .licence) { $0 },
            sensitivity: try fields.decodeIfPresent(Choice<Sensitivity>.self, forKey: .sensitivity)?.value,
            residency: try fields.decodeIfPresent([String].self, forKey: .residency),
            retention: try fields.change(StrictObject<RetentionInput>.self, forKey: .retention) {
                $0.value.request
            }
        )
    }
}

/// `{"days": 365, "then": "delete"}` or `{"until": "2030-01-01", "then": "review"}`
struct RetentionInput: WireInput {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case days, until, then
    }
    typealias Fields = CodingKeys

    var days: Int?
    var until: Instant?
    var then: Choice<RetentionRule.Action>

    var request: RetentionRequest { RetentionRequest(days: days, until: until, action: then.value) }
}

extension KeyedDecodingContainer {
    /// A field that may be left out, be `null` or have a value.
    fileprivate func change<Value: Decodable, Asked>(
        _: Value.Type,
        forKey key: Key,
        _ read: (Value) -> Asked
    ) throws -> FieldChange<Asked> {
        guard contains(key) else { return .keep }
        return try decodeIfPresent(Value.self, forKey: key).map { .set(read($0)) } ?? .clear
    }
}
