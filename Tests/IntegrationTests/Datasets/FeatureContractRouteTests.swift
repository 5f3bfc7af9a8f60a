import Identifiers
import Testing

@Suite("Feature contracts over the API")
struct FeatureContractRouteTests {
    private static let set = "/api/v1/feature-sets/\(Stage.featureSet)"
    private static let standing =
        "/api/v1/models/\(Stage.model)/versions/\(Stage.sealedVersion)/feature-contract"

    @Test("A changed contract flags the version trained on the old one, with every difference")
    func flags() async throws {
        try await withStage { stage in
            let before = try await stage.expect(.get(Self.standing), by: .reviewer).json
            #expect(before["status"] == "current")
            #expect(before["compatibility"] == "identical")
            #expect(before["rule"]?.string?.contains("breaking") == true)
            #expect(try await stage.expect(.get("\(Self.set)/dependents"), by: .reviewer).items.isEmpty)

            let features: JSONValue = [Stage.feature("spend", code: "cd"), Stage.feature("tenure")]
            try await stage.expect(.post("\(Self.set)/contracts", ["features": features]), by: .engineer)
            let after = try await stage.expect(.get(Self.standing), by: .reviewer).json
            #expect(after["status"] == "outdated")
            #expect(after["compatibility"] == "breaking")
            #expect(after["newest_contract"] == 2)
            #expect(
                after["differences"]?.array?.map { $0["kind"] } == ["code_changed", "added"]
            )
            #expect(after["differences"]?.array?.map { $0["breaking"] } == [true, false])
            let flagged = try await stage.expect(.get("\(Self.set)/dependents"), by: .reviewer).items
            #expect(flagged.map { $0["model"] } == [.string(Stage.model)])
            #expect(flagged.first?["compatibility"] == "breaking")
            #expect(
                try await stage.expect(.get("\(Self.set)/dependents?status=current"), by: .reviewer).items
                    .isEmpty
            )
        }
    }

    @Test("A contract with faults is refused with all of them; a dataset that is not there as well")
    func faults() async throws {
        try await withStage { stage in
            let features: JSONValue = [
                Stage.feature("a"), Stage.feature("a"),
                ["name": "b", "type": "?", "nullable": true, "entity_keys": [], "source_digest": "md5:1"],
                [
                    "name": "c", "type": "long", "nullable": true, "entity_keys": ["k"],
                    "source_digest": "x", "dataset_version": 1,
                ],
            ]
            let refused = try await stage.send(
                .post("\(Self.set)/contracts", ["features": features]),
                by: .engineer
            )
            #expect(refused.status == 422)
            for field in [
                "features[1].name", "features[2].type", "features[2].entity_keys",
                "features[2].source_digest",
                "features[3].dataset", "features[3].source_digest",
            ] {
                #expect(refused.text.contains("\"\(field)\""), "\(field)")
            }
            var elsewhere = try #require(Stage.feature("a").object)
            elsewhere["dataset"] = "nowhere"
            let missing: JSONValue = ["features": [.object(elsewhere)]]
            let answer = try await stage.send(.post("\(Self.set)/contracts", missing), by: .engineer)
            #expect(answer.status == 422)
            #expect(answer.text.contains("nowhere"))
        }
    }

    @Test("A version names a contract that is there; one that names none has no standing")
    func naming() async throws {
        try await withStage { stage in
            let draft = "/api/v1/models/\(Stage.model)/versions/\(Stage.draftVersion)/feature-contract"
            #expect(try await stage.send(.get(draft), by: .reviewer).status == 404)
            for (set, contract, status) in [("nowhere", 1, 404), (Stage.featureSet, 9, 404), ("a/b", 1, 422)]
            {
                let body: JSONValue = [
                    "feature_set": .string(set), "contract": .integer(Int64(contract)),
                ]
                #expect(try await stage.send(.put(draft, body), by: .engineer).status == status)
            }
            let body: JSONValue = ["feature_set": .string(Stage.featureSet), "contract": 1]
            #expect(try await stage.send(.put(draft, body), by: .otherEngineer).status == 403)
            try await stage.expect(.put(draft, body), by: .engineer)
            #expect(try await stage.send(.get(draft), by: .reviewer).status == 200)
        }
    }
}
