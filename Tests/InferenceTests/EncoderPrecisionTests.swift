import Foundation
import Tensors
import Testing

@testable import Inference

@Suite("Encoder precision")
struct EncoderPrecisionTests {
    private static func encoder(
        _ fixture: EncoderFixture,
        _ precision: EncoderPrecision,
        level: InstructionLevel = .supported
    ) throws -> TextEncoder {
        try TextEncoder(
            EncoderConfiguration(fixture.settings),
            weights: fixture.weightsFile(),
            pooling: .mean,
            precision: precision,
            level: level
        )
    }

    static func cosine(_ left: [Float], _ right: [Float]) -> Float {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test(
        "Integer vectors of every family point where those of single precision do",
        arguments: EncoderFixture.all
    )
    func near(fixture: EncoderFixture) throws {
        let exact = try Self.encoder(fixture, .single).embed(fixture.batch())
        for (precision, least) in [(EncoderPrecision.integerFast, Float(0.97)), (.integerAccurate, 0.98)] {
            let vectors = try Self.encoder(fixture, precision).embed(fixture.batch())
            for (vector, exact) in zip(vectors, exact) {
                #expect(Self.cosine(vector, exact) > least, "\(precision)")
            }
        }
    }

    @Test(
        "Integer vectors are the same bits alone, in any batch and on several lanes",
        arguments: EncoderFixture.all.filter { $0.weights == nil },
        [EncoderPrecision.integerFast, .integerAccurate]
    )
    func independent(fixture: EncoderFixture, precision: EncoderPrecision) async throws {
        let encoder = try Self.encoder(fixture, precision)
        let batch = fixture.batch()
        let together = encoder.embed(batch)
        var alone = RaggedBatch()
        alone.append(fixture.sequences[2], secondPart: fixture.secondParts[2])
        #expect(encoder.embed(alone)[0] == together[2])
        let pool = ComputePool(threads: 2)
        let memory = encoder.makeWorkspace(
            tokensMax: batch.tokens.count,
            textsMax: batch.count,
            longest: batch.longest,
            lanes: 2
        )
        await pool.run(lanes: 2) { lane in encoder.embed(batch, memory, lane) }
        #expect((0..<batch.count).map { memory.vectors.row($0) } == together)
        pool.stop()
    }

    /// Paragraphs of this project's documents: real text of the kind that is searched.
    private static func paragraphs() -> [String] {
        let folder = URL(filePath: #filePath).appending(path: "../../../docs").standardized
        let files =
            (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil))
        let texts = (files ?? []).sorted { $0.path < $1.path }.compactMap {
            try? String(contentsOf: $0, encoding: .utf8)
        }
        return Array(
            texts.joined(separator: "\n\n").split(separator: "\n\n").map(String.init).filter {
                (60...600).contains($0.count)
            }.prefix(200)
        )
    }

    private static func neighbours(_ vectors: [[Float]]) -> [Set<Int>] {
        vectors.map { vector in
            let scores = vectors.map { cosine(vector, $0) }
            return Set(scores.indices.sorted { scores[$0] > scores[$1] }.dropFirst().prefix(10))
        }
    }

    @Test(
        "Of the published model the ten nearest texts stay, nearly all of them",
        .enabled(if: ProcessInfo.processInfo.environment["ASSAY_EMBEDDING_MODEL"] != nil),
        arguments: [(EncoderPrecision.integerFast, 0.94), (.integerAccurate, 0.975)]
    )
    func overlap(precision: EncoderPrecision, least: Double) throws {
        let folder = ProcessInfo.processInfo.environment["ASSAY_EMBEDDING_MODEL"] ?? ""
        func file(_ name: String) throws -> ModelFile {
            try ModelFile(path: "\(folder)/\(name)", bytesMax: 1 << 30)
        }
        let tokenizer = try WordPieceTokenizer(file("tokenizer.json"))
        let batch = RaggedBatch(Self.paragraphs().map { tokenizer.encode($0, tokensMax: 128) })
        let configuration = try EncoderConfiguration(file("config.json"))
        let weights = try SafetensorsFile(file("model.safetensors"))
        func vectors(_ precision: EncoderPrecision) throws -> [[Float]] {
            try TextEncoder(configuration, weights: weights, pooling: .mean, precision: precision).embed(
                batch
            )
        }
        let (exact, coded) = (try vectors(.single), try vectors(precision))
        let common = zip(Self.neighbours(exact), Self.neighbours(coded)).reduce(0) {
            $0 + $1.0.intersection($1.1).count
        }
        let overlap = Double(common) / Double(10 * batch.count)
        let cosines = zip(exact, coded).map(Self.cosine)
        #expect(overlap >= least)
        #expect(cosines.min() ?? 0 > 0.97)
        Attachment.record(
            "\(precision): overlap \(overlap), least cosine \(cosines.min() ?? 0), \(batch.count) texts"
        )
        if let path = ProcessInfo.processInfo.environment["ASSAY_PRECISION_REPORT"] {
            let line =
                "\(precision.rawValue): top-10 overlap \(overlap), least cosine \(cosines.min() ?? 0)\n"
            try line.write(toFile: "\(path)-\(precision.rawValue)", atomically: true, encoding: .utf8)
        }
    }
}
