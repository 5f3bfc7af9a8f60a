import Access
import Audit
import HTTPTypes
import Identifiers
import ModelFixtures
import PostgresClient
import Testing

@Suite("Quantised versions")
struct QuantizationTests {
    private static func files(_ path: String, _ stage: Stage) async throws -> [String: String] {
        let listed = try await stage.expect(.get("\(path)/files"), by: .engineer).items
        return Dictionary(
            uniqueKeysWithValues: listed.compactMap { file in
                guard let path = file["path"]?.string, let digest = file["digest"]?.string else { return nil }
                return (path, digest)
            }
        )
    }

    @Test(
        "A quantised version has its parent's files with other weights, is sealed and names its parent",
        arguments: ["int8", "int8-accurate"]
    )
    func makes(scheme: String) async throws {
        try await withStage { stage in
            let path = try await stage.embeddingModel()
            let made = try await stage.expect(
                .post("\(path)/versions/1/quantize", Stage.quantization(scheme)),
                by: .engineer
            )
            #expect(made.status == 201)
            #expect(made.header("Location") == "\(path)/versions/2")
            let version = try #require(try made.json["version"])
            #expect(version["version"] == 2)
            #expect(version["state"] == "sealed")
            #expect(version["lifecycle"] == "candidate")
            let name = String(path.dropFirst("/api/v1/models/".count))
            #expect(version["source"] == .string("models:/\(name)/1"))
            let parent = try await Self.files("\(path)/versions/1", stage)
            var derived = try await Self.files("\(path)/versions/2", stage)
            let weights = try #require(derived["model.safetensors"])
            #expect(weights != parent["model.safetensors"])
            derived["model.safetensors"] = parent["model.safetensors"]
            #expect(derived == parent)
            let evaluation = try #require(try made.json["evaluation"])
            #expect(evaluation["kind"] == "quantization_accuracy")
            #expect(evaluation["passed"] == true)
            #expect(evaluation["data_count"] == 60)
            #expect(evaluation["thresholds"] == Stage.looseThresholds)
            #expect(evaluation["details"]?["scheme"] == .string(scheme))
            #expect(evaluation["details"]?["weights"] == .string(weights))
            #expect(evaluation["against"] == ["model": .string(name), "version": 1])
            let listed = try await stage.expect(.get("\(path)/versions/2/evaluations"), by: .reviewer)
            #expect(try listed.items == [evaluation])
            let of = try await stage.expect(.get("\(path)/versions/1/evaluations"), by: .reviewer)
            #expect(try of.items == [])
        }
    }

    @Test("A model that ranks is held to its scores, and a threshold for vectors is refused for it")
    func ranks() async throws {
        try await withStage { stage in
            let path = try await stage.embeddingModel(TinyModel(seed: 5).crossEncoderFiles())
            let thresholds: JSONValue = ["least_score_agreement": 0.5, "top10_overlap": 0.1]
            let refused = try await stage.send(
                .post("\(path)/versions/1/quantize", Stage.quantization()),
                by: .engineer
            )
            #expect(refused.status == 422)
            #expect(refused.text.contains("least_score_agreement and top10_overlap"))
            let made = try await stage.expect(
                .post("\(path)/versions/1/quantize", Stage.quantization(thresholds: thresholds)),
                by: .engineer
            )
            let evaluation = try #require(try made.json["evaluation"])
            #expect(evaluation["passed"] == true && evaluation["thresholds"] == thresholds)
            #expect(
                evaluation["metrics"]?.object?.keys.sorted() == [
                    "least_score_agreement", "mean_score_agreement", "top10_overlap",
                ]
            )
        }
    }

    @Test(
        "Lineage leads from the parent to the quantised version by that word; the feature contract goes along"
    )
    func lineage() async throws {
        try await withStage { stage in
            let path = try await stage.embeddingModel()
            try await stage.expect(
                .put(
                    "\(path)/versions/1/feature-contract",
                    ["feature_set": .string(Stage.featureSet), "contract": 1]
                ),
                by: .engineer
            )
            try await stage.expect(.post("\(path)/versions/1/quantize", Stage.quantization()), by: .engineer)
            let name = String(path.dropFirst("/api/v1/models/".count))
            let down = try await stage.expect(.get("/api/v1/lineage?from=model:\(name)/1"), by: .reviewer)
            let relations = try (down.json["edges"]?.array ?? []).compactMap { $0["relation"]?.string }
            #expect(relations == ["quantized"])
            #expect(
                try down.json["nodes"]?.array?.compactMap { $0["label"]?.string } == [
                    "\(name)/1", "\(name)/2",
                ]
            )
            let contract = try await stage.expect(.get("\(path)/versions/2/feature-contract"), by: .reviewer)
            #expect(try contract.json["feature_set"] == .string(Stage.featureSet))
        }
    }

    @Test("Vectors that differ too much make no version; the attempt and its figures are on record")
    func refuses() async throws {
        try await withStage { stage in
            let path = try await stage.embeddingModel()
            let entries = try await stage.platform.entryCount()
            let strict = Stage.quantization(thresholds: ["least_cosine": 1, "top10_overlap": 1])
            let call = Call.post("\(path)/versions/1/quantize", strict).with("Idempotency-Key", "q-1")
            let refused = try await stage.send(call, by: .engineer)
            #expect(refused.status == 422)
            #expect(refused.problem == "evaluation_failed")
            for word in ["least_cosine is 0.", "at least 1.0 is needed", "top10_overlap is"] {
                #expect(refused.text.contains(word), "\(refused.text)")
            }
            #expect(try await stage.platform.entryCount() == entries + 1)
            let versions = try await stage.expect(.get("\(path)/versions"), by: .engineer)
            #expect(try versions.items.count == 1)
            let found = try await stage.expect(.get("\(path)/versions/1/evaluations"), by: .reviewer).items
            #expect(found.count == 1)
            #expect(found.first?["kind"] == "quantization_attempt")
            #expect(found.first?["passed"] == false)
            let entry = try #require(found.first?["audit_entry"]?.string.flatMap { EffectID($0) })
            let event = try #require(try await stage.platform.event(entry))
            #expect(event.action == "versions.create")
            #expect(event.details["outcome"] == "refused")
            #expect(event.details["least_cosine"] != nil)
            #expect(refused.text.contains("\(entry)"))
            // The same request once more is the same refusal, and no second attempt.
            let again = try await stage.send(call, by: .engineer)
            #expect(again.status == 422)
            #expect(again.text == refused.text)
            #expect(try await stage.platform.entryCount() == entries + 1)
        }
    }

    @Test("A repeated request with its key gives the first version again")
    func repeats() async throws {
        try await withStage { stage in
            let path = try await stage.embeddingModel()
            let call = Call.post("\(path)/versions/1/quantize", Stage.quantization())
                .with("Idempotency-Key", "q-2")
            let first = try await stage.expect(call, by: .engineer)
            let before = try await stage.platform.contents()
            let second = try await stage.expect(call, by: .engineer)
            #expect(second.body == first.body)
            #expect(second.header("Idempotency-Replayed") == "true")
            #expect(try await stage.platform.contents() == before)
        }
    }

    @Test("What cannot be quantised is refused before anything is made, with what is wrong")
    func badInput() async throws {
        try await withStage { stage in
            let path = try await stage.embeddingModel()
            var broken = TinyModel(seed: 5).files
            broken["config.json"] = Array(#"{"model_type":"t5"}"#.utf8)
            let unknown = try await stage.embeddingModel(broken)
            let draft = try await stage.embeddingModel(isSealed: false)
            let plain = "/api/v1/models/\(Stage.model)"
            let retired = try await stage.embeddingModel()
            try await stage.expect(
                .post("\(retired)/versions/1/retirement", ["reason": "old"]),
                by: .engineer
            )
            let good = Stage.quantization()
            func changed(_ field: String, _ value: JSONValue) -> JSONValue {
                var members = good.object ?? [:]
                members[field] = value
                return .object(members)
            }
            let few = JSONValue.array(Array(Stage.texts.prefix(49)) + Array(Stage.texts.prefix(30)))
            let many = JSONValue.array((0..<1001).map { .string("text \($0)") })
            let long = JSONValue.array(Stage.texts + [.string(String(repeating: "a", count: 40_000))])
            let cases: [(String, JSONValue, Int, String)] = [
                (path, changed("texts", few), 422, "are 49"),
                (path, changed("texts", many), 422, "are 1001"),
                (path, changed("texts", long), 422, "texts[60]"),
                (path, changed("texts", .array(Stage.texts + [" "])), 422, "texts[60]"),
                (path, changed("scheme", "int4"), 422, "int8-accurate"),
                (path, changed("thresholds", ["least_cosine": 1.5]), 422, "thresholds.least_cosine"),
                (path, changed("thresholds", ["cosine": 0.5]), 422, "cosine"),
                (unknown, good, 422, "config.json, model_type"),
                (plain, good, 422, "model.safetensors"),
                (draft, good, 409, "not sealed"),
                (retired, good, 409, "retired"),
            ]
            for (model, body, status, word) in cases {
                let before = try await stage.platform.contents()
                let answer = try await stage.send(.post("\(model)/versions/1/quantize", body), by: .engineer)
                #expect(answer.status == status, "\(word): \(answer.text)")
                #expect(answer.text.contains(word), "\(answer.text)")
                #expect(try await stage.platform.contents() == before, "\(word)")
            }
            let quantised = try await stage.expect(.post("\(path)/versions/1/quantize", good), by: .engineer)
            #expect(quantised.status == 201)
            let twice = try await stage.send(.post("\(path)/versions/2/quantize", good), by: .engineer)
            #expect(twice.status == 422)
            #expect(twice.text.contains("stored as int8"))
        }
    }

    @Test("What the export of a model tells of a version has its evaluations")
    func archived() async throws {
        try await withStage { stage in
            let path = try await stage.embeddingModel()
            try await stage.expect(.post("\(path)/versions/1/quantize", Stage.quantization()), by: .engineer)
            let archive = try await stage.expect(.get("\(path)/export"), by: .reviewer)
            #expect(archive.text.contains("quantization_accuracy"))
        }
    }
}
