import Foundation
import ModelFixtures
import Testing

@testable import Inference

/// What transformers computed with one model, as `scripts/encoder-fixtures.py` writes it.
struct EncoderFixture: Decodable, CustomTestStringConvertible {
    let source: String
    let seed: UInt64
    let tensors: [String: [Int]]
    /// The path of a weights file; without it the weights are made from the seed.
    let weights: String?
    let sequences: [[Int32]]
    let secondParts: [Int?]
    /// By the name of the pooling.
    let vectors: [String: [[Float]]]
    let logits: [[Float]]?
    private(set) var name = ""
    private(set) var settings = ModelFile(name: "", bytes: [])

    enum CodingKeys: CodingKey {
        case source, seed, tensors, weights, sequences, secondParts, vectors, logits
    }

    var testDescription: String { name }

    /// Those that are committed, and those of the folder that ASSAY_ENCODER_FIXTURES names.
    static let all: [EncoderFixture] = {
        let own = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../EncoderFixtures")
        let more = ProcessInfo.processInfo.environment["ASSAY_ENCODER_FIXTURES"].map { URL(filePath: $0) }
        return ([own] + (more.map { [$0] } ?? [])).flatMap(load)
    }()

    private static func load(_ folder: URL) -> [EncoderFixture] {
        let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
            .compactMap { try? EncoderFixture(file: $0) }
    }

    private init(file: URL) throws {
        let data = try Data(contentsOf: file)
        self = try JSONDecoder().decode(EncoderFixture.self, from: data)
        name = file.deletingPathExtension().lastPathComponent
        let whole = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let config = try JSONSerialization.data(withJSONObject: whole?["config"] ?? [:])
        settings = ModelFile(name: "config.json", bytes: Array(config))
    }

    func weightsFile() throws -> SafetensorsFile {
        if let weights { return try SafetensorsFile(ModelFile(path: weights, bytesMax: 1 << 32)) }
        let made = tensors.sorted { $0.key < $1.key }.map { name, shape in
            (name: name, shape: shape, values: values(name, shape))
        }
        return try SafetensorsFile(
            ModelFile(name: "model.safetensors", bytes: SafetensorsWriter.file(made))
        )
    }

    func batch() -> RaggedBatch {
        var batch = RaggedBatch()
        for (tokens, second) in zip(sequences, secondParts) { batch.append(tokens, secondPart: second) }
        return batch
    }

    /// Matrices are small, gains are near 1, biases smaller: as the script makes them.
    private func values(_ name: String, _ shape: [Int]) -> [Float] {
        var generator = SeededGenerator(seed: seed << 32 | UInt64(Self.checksum(name)))
        return (0..<shape.reduce(1, *)).map { _ in
            let plain = Float(generator.next() >> 40) / Float(1 << 23) - 1
            if shape.count > 1 { return plain * 0.375 }
            return plain * 0.25 + (name.hasSuffix("weight") ? 1 : 0)
        }
    }

    /// CRC-32 of the name (ISO 3309).
    private static func checksum(_ name: String) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in name.utf8 {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}
