import Identifiers
import ModelFixtures
import Retrieval
import Signing
import Testing

@testable import Inference
@testable import LocalModels

@Suite("Quantising a model")
struct LocalQuantizerTests {
    private static let texts = (0..<60).map { "the cat \($0) sat un\($0 * 7)" }

    private static func model(_ changes: [String: [UInt8]?] = [:]) -> QuantizableModel {
        var files = TinyModel(seed: 5).files
        for (path, bytes) in changes { files[path] = bytes }
        return QuantizableModel(
            files: files,
            weightsDigest: Digest.sha256(of: files["model.safetensors"] ?? [])
        )
    }

    private static func crossEncoder(labels: Int = 1) -> QuantizableModel {
        let files = TinyModel(seed: 5).crossEncoderFiles(labels: labels)
        return QuantizableModel(
            files: files,
            weightsDigest: Digest.sha256(of: files["model.safetensors"] ?? [])
        )
    }

    @Test(
        "The weights that come back are those that were measured, and name the parent's",
        arguments: QuantizationScheme.allCases
    )
    func quantizes(scheme: QuantizationScheme) async throws {
        let model = Self.model()
        let made = try await LocalQuantizer().quantize(model, to: scheme, measuringWith: Self.texts)
        let file = try SafetensorsFile(ModelFile(name: "w", bytes: made.weights))
        #expect(file.storedPrecision?.rawValue == scheme.rawValue)
        #expect(file.quantization?.parent == model.weightsDigest)
        guard case .vectors(let agreement?) = made.measure else {
            Issue.record("nothing was measured: \(made.measure)")
            return
        }
        #expect(agreement.count == Self.texts.count)
        #expect(agreement.leastCosine > 0.9 && agreement.leastCosine < 1)
        let again = try await LocalQuantizer().quantize(model, to: scheme, measuringWith: Self.texts)
        #expect(again.weights == made.weights)
        #expect(again.measure == made.measure)
    }

    @Test("Settings that change vectors are followed: without a pooling's file its modules must name none")
    func settings() async throws {
        let modules = Array(#"[{"type":"m.Transformer","path":""},{"type":"m.Pooling","path":"pool"}]"#.utf8)
        let first = Array(#"{"pooling_mode_cls_token":true}"#.utf8)
        let moved = Self.model(["modules.json": modules, "pool/config.json": first])
        let plain = try await LocalQuantizer().quantize(Self.model(), to: .int8, measuringWith: Self.texts)
        let other = try await LocalQuantizer().quantize(moved, to: .int8, measuringWith: Self.texts)
        #expect(plain.weights == other.weights)
        #expect(plain.measure != other.measure)
    }

    @Test(
        "A model that judges pairs is measured by its scores, ten queries with all other texts",
        arguments: QuantizationScheme.allCases
    )
    func quantizesCrossEncoders(scheme: QuantizationScheme) async throws {
        let model = Self.crossEncoder()
        let made = try await LocalQuantizer().quantize(model, to: scheme, measuringWith: Self.texts)
        guard case .scores(let agreement?) = made.measure else {
            Issue.record("nothing was measured: \(made.measure)")
            return
        }
        #expect(agreement.queries == 10 && agreement.documents == 50)
        #expect(agreement.leastAgreement > 0.9 && agreement.leastAgreement < 1)
        #expect(agreement.meanAgreement > agreement.leastAgreement && agreement.topTenOverlap > 0.5)
        // As the file is served.
        let settings = ModelFile(name: "config.json", bytes: model.files["config.json"] ?? [])
        let judge = try CrossEncoder(
            EncoderConfiguration(settings),
            settings: settings,
            weights: SafetensorsFile(ModelFile(name: "w", bytes: made.weights))
        )
        #expect(judge.encoder.precision.rawValue == scheme.rawValue && judge.labels == 1)
    }

    @Test("Queries and documents are spread over the texts, and no text is both")
    func sample() {
        for count in [50, 60, 1000] {
            let texts = (0..<count).map { "text \($0)" }
            let sample = RankingSample(texts)
            #expect(sample.queries.count == 10 && sample.documents.count == min(100, count - 10))
            #expect(Set(sample.queries + sample.documents).count == 10 + sample.documents.count)
        }
    }

    @Test("What cannot be quantised is refused with its file")
    func refuses() async throws {
        var classifier = TinyModel(seed: 5)
        classifier.tensors.append(
            ("classifier.weight", [2, TinyModel.hidden], Array(repeating: 0, count: 48))
        )
        let cases: [(QuantizableModel, String)] = [
            (Self.model(["config.json": nil]), "config.json"),
            (Self.model(["model.safetensors": [1, 2, 3]]), "model.safetensors"),
            (Self.model(["tokenizer.json": Array("{}".utf8)]), "tokenizer.json"),
            (Self.model(["model.safetensors": classifier.weights]), "classifier.weight"),
            (Self.crossEncoder(labels: 3), "3 labels"),
        ]
        for (model, word) in cases {
            let fault = await #expect(throws: QuantizationFault.self) {
                try await LocalQuantizer().quantize(model, to: .int8, measuringWith: Self.texts)
            }
            #expect(fault?.reason.contains(word) == true, "\(String(describing: fault))")
        }
    }

    @Test("A cancelled request ends, and the next one is taken")
    func cancelled() async throws {
        let quantizer = LocalQuantizer()
        let task = Task {
            try await quantizer.quantize(Self.model(), to: .int8, measuringWith: Self.texts)
        }
        task.cancel()
        _ = await task.result
        let made = try await quantizer.quantize(Self.model(), to: .int8, measuringWith: Self.texts)
        #expect(made.measure != .vectors(nil))
    }

    @Test("A job that was cancelled before it began computes nothing")
    func cancelledJob() async throws {
        let model = Self.model()
        let files = try await ModelPackage(ModelFilesInMemory(model.files))
        let job = QuantizationJob(
            model: try ModelDescription(files),
            parentDigest: model.weightsDigest,
            scheme: .int8,
            texts: Self.texts
        )
        job.cancel()
        #expect(throws: CancellationError.self) { try job.run() }
    }
}
