import Catalog
import Identifiers
import PostgresClient

extension DatasetInput {
    /// One input as JSON, from `run_dataset_inputs i`, `dataset_claims c` and, where it is linked,
    /// `dataset_versions v` and `datasets d`. Few runs have any, so they do not have columns of their own.
    static let json: SQL = """
        jsonb_build_object('name', c.name, 'digest', c.digest, 'source_type', c.source_type, 'source', c.source,
            'schema', c.schema, 'profile', c.profile, 'dataset', d.name, 'version', v.number, 'tags',
            (SELECT jsonb_object_agg(t.key, t.value) FROM run_dataset_input_tags t
                WHERE t.run_id = i.run_id AND t.claim_id = i.claim_id))
        """

    static func list(_ json: PostgresJSON?) throws -> [DatasetInput] {
        guard let json else { return [] }
        return try (JSONValue(parsing: json.bytes).array ?? []).map(DatasetInput.init)
    }

    private init(_ json: JSONValue) throws {
        guard let name = json["name"]?.string, let digest = json["digest"]?.string,
            let sourceType = json["source_type"]?.string, let source = json["source"]?.string
        else { throw PostgresError(.decoding, "A stored dataset input lacks a field.") }
        let claim = DatasetClaim(
            name: name,
            digest: digest,
            sourceType: sourceType,
            source: source,
            schema: json["schema"]?.string,
            profile: json["profile"]?.string
        )
        let tags = (json["tags"]?.object ?? [:]).compactMap { key, value in
            value.string.map { KeyedText(key: key, value: $0) }
        }
        var registered: RegisteredDatasetVersion?
        if let name = json["dataset"]?.string, let number = json["version"]?.int {
            registered = RegisteredDatasetVersion(name: try ResourceName(name), number: number)
        }
        self.init(claim: claim, tags: tags.sorted { $0.key < $1.key }, registered: registered)
    }
}
