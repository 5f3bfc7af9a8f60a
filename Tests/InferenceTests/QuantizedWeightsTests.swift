import Identifiers
import ModelFixtures
import Tensors
import Testing

@testable import Inference

@Suite("Quantised weights files")
struct QuantizedWeightsTests {
    private static let schemes = [EncoderPrecision.integerFast, .integerAccurate]
    private static let parentDigest = Digest(words: (1, 2, 3, 4))

    /// The quantised file of the small model.
    private static func written(_ precision: EncoderPrecision = .integerFast) throws -> [UInt8] {
        let files = TinyModel(seed: 7).files
        return try QuantizedWeights.file(
            of: SafetensorsFile(
                ModelFile(name: "model.safetensors", bytes: files["model.safetensors"] ?? [])
            ),
            EncoderConfiguration(
                ModelFile(name: "config.json", bytes: files["config.json"] ?? [])
            ),
            precision: precision,
            parentDigest: parentDigest
        )
    }

    private static func open(_ bytes: [UInt8]) throws -> SafetensorsFile {
        try SafetensorsFile(ModelFile(name: "model.safetensors", bytes: bytes))
    }

    private static func encoder(_ file: SafetensorsFile, _ precision: EncoderPrecision? = nil) throws
        -> TextEncoder
    {
        let configuration = Array(TinyModel.configuration.utf8)
        return try TextEncoder(
            EncoderConfiguration(ModelFile(name: "config.json", bytes: configuration)),
            weights: file,
            pooling: .mean,
            precision: precision
        )
    }

    @Test(
        "A written file gives the very bits that the parent gives when it is quantised at load",
        arguments: EncoderFixture.all,
        schemes
    )
    func sameBits(fixture: EncoderFixture, precision: EncoderPrecision) throws {
        let configuration = try EncoderConfiguration(fixture.settings)
        let parent = try fixture.weightsFile()
        func vectors(_ file: SafetensorsFile, _ precision: EncoderPrecision?) throws -> [[Float]] {
            try TextEncoder(configuration, weights: file, pooling: .mean, precision: precision).embed(
                fixture.batch()
            )
        }
        let bytes = try QuantizedWeights.file(
            of: parent,
            configuration,
            precision: precision,
            parentDigest: Self.parentDigest
        )
        let stored = try Self.open(bytes)
        #expect(stored.storedPrecision == precision)
        #expect(stored.quantization?.parent == Self.parentDigest)
        let expected = try vectors(parent, precision)
        #expect(try vectors(stored, nil) == expected)
        #expect(try vectors(stored, precision) == expected)
    }

    @Test("What is no linear layer is kept to the byte, and the file is smaller")
    func rest() throws {
        let parent = try Self.open(TinyModel(seed: 7).weights)
        let bytes = try Self.written()
        let file = try Self.open(bytes)
        #expect(bytes.count < parent.file.bytes.count)
        for name in parent.names where file.tensors[name]?.kind != "I8" {
            let (old, new) = (try #require(parent.tensors[name]), try #require(file.tensors[name]))
            #expect(old.kind == new.kind && old.shape == new.shape)
            #expect(parent.file.bytes[old.range] == file.file.bytes[new.range])
        }
        // Six linear layers in each of the model's two layers.
        #expect(file.tensors.values.count { $0.kind == "I8" } == 12)
        #expect(file.names.count == parent.names.count + 12)
    }

    @Test("Another precision than the file's is refused with the names of both")
    func otherPrecision() throws {
        let file = try Self.open(Self.written())
        for other in [EncoderPrecision.single, .integerAccurate] {
            let error = #expect(throws: ModelFileError.self) { try Self.encoder(file, other) }
            #expect(error?.description.contains("\(other.rawValue) from weights") == true)
            #expect(error?.description.contains("stored as int8") == true)
        }
        #expect(throws: ModelFileError.self) {
            try QuantizedWeights.file(
                of: file,
                EncoderConfiguration(ModelFile(name: "c", bytes: Array(TinyModel.configuration.utf8))),
                precision: .integerFast,
                parentDigest: Self.parentDigest
            )
        }
    }

    @Test(
        "Of what is wrong in a file the tensor or key is named",
        arguments: [
            ("\"scheme\":\"int8\"", "\"scheme\":\"int4\"", "__metadata__.scheme"),
            ("\"scheme\":\"int8\"", "\"schema\":\"int8\"", "__metadata__.scheme"),
            ("\"scheme\":\"int8\"", "\"scheme\":\"fp32\"", "__metadata__.scheme"),
            ("\"block\":\"128\"", "\"block\":\"032\"", "__metadata__.block"),
            ("assay-quantized-1", "assay-quantized-2", "__metadata__.format"),
            ("\"parent_sha256\":\"0", "\"parent_sha256\":\"X", "__metadata__.parent_sha256"),
            ("query.weight.steps", "query.weight.stepz", "query.weight.steps"),
            ("0.output.dense.weight.steps\":{\"data_offsets\":[", "steps", "0.output.dense.weight.steps"),
            ("\"dtype\":\"I8\"", "\"dtype\":\"U8\"", "weight"),
        ]
    )
    func defects(found: String, replaced: String, field: String) throws {
        var bytes = try Self.written()
        if replaced == "steps" {
            // The first step of the layer becomes NaN.
            let start = try Self.start(of: "encoder.layer.0.output.dense.weight.steps", in: bytes)
            bytes.replaceSubrange(start..<start + 4, with: [0, 0, 0xC0, 0x7F])
        } else {
            bytes = try Self.replacing(found, replaced, in: bytes)
        }
        let error = #expect(throws: ModelFileError.self) { try Self.encoder(Self.open(bytes)) }
        #expect(error?.field.contains(field) == true, "\(String(describing: error))")
        #expect(error?.file == "model.safetensors")
    }

    @Test("A step below zero and the code -128 are refused")
    func values() throws {
        let weight = "encoder.layer.1.intermediate.dense.weight"
        for (name, value) in [(weight + ".steps", [0, 0, 0x80, 0xBF]), (weight, [UInt8(0x80)])] {
            var bytes = try Self.written()
            let start = try Self.start(of: name, in: bytes)
            bytes.replaceSubrange(start..<start + value.count, with: value)
            let error = #expect(throws: ModelFileError.self) { try Self.encoder(Self.open(bytes)) }
            #expect(error?.field == name)
        }
    }

    private static func start(of name: String, in bytes: [UInt8]) throws -> Int {
        try #require(try open(bytes).tensors[name]).range.lowerBound
    }

    /// The first occurrence, by a text of the same length.
    private static func replacing(_ old: String, _ new: String, in bytes: [UInt8]) throws -> [UInt8] {
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        #expect(old.count == new.count)
        let at = try #require(
            (0..<bytes.count - old.count).first { bytes[$0..<$0 + old.count].elementsEqual(old) }
        )
        return Array(bytes[..<at]) + new + Array(bytes[(at + old.count)...])
    }
}
