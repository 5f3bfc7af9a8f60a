import ModelFixtures
import Tensors
import Testing

@testable import Inference

@Suite("GGUF")
struct GGUFFileTests {
    private static func open(_ bytes: [UInt8]) throws(ModelFileError) -> GGUFFile {
        try GGUFFile(ModelFile(name: "m.gguf", bytes: bytes))
    }

    private static func writer(_ tensors: GGUFWriter.Tensor..., bytes: Int) -> GGUFWriter {
        var writer = GGUFWriter()
        writer.set("general.architecture", "bert")
        writer.tensors = tensors
        writer.data = [UInt8](repeating: 0, count: bytes)
        return writer
    }

    @Test("Metadata and plain tensors are read, dimensions slowest first")
    func plain() throws {
        var writer = Self.writer(
            .init("a", [2, 1], type: 0, offset: 0),
            .init("h", [2], type: 1, offset: 32),
            .init("b", [1, 2], type: 30, offset: 64),
            bytes: 68
        )
        writer.set("n", 7)
        writer.set("flag", true)
        writer.set("texts", ["x", "", "é"])
        writer.data.replaceSubrange(0..<8, with: [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0])
        writer.data.replaceSubrange(32..<36, with: [0, 0x3C, 0, 0xC1])
        writer.data.replaceSubrange(64..<68, with: [0x80, 0x3F, 0x20, 0xC0])
        let file = try Self.open(writer.file)
        #expect(file.names == ["a", "b", "h"])
        #expect(file.shape(of: "a") == [1, 2] && file.shape(of: "b") == [2, 1])
        for (name, shape) in [("a", [1, 2]), ("h", [2]), ("b", [2, 1])] {
            #expect(try file.matrix(name, shape: shape).values == [1, -2.5])
        }
        #expect(try file.string("general.architecture") == "bert")
        #expect(try file.optionalInteger("n", in: 0...9) == 7)
        #expect(try file.bool("flag", absent: false))
        #expect(try file.strings("texts") == [Array("x".utf8), [], Array("é".utf8)])
    }

    @Test("What is no number is refused or kept, as the caller wants")
    func notFinite() throws {
        var writer = Self.writer(.init("a", [1], type: 0, offset: 0), bytes: 4)
        writer.data = [0, 0, 0xC0, 0x7F]
        let file = try Self.open(writer.file)
        let error = #expect(throws: ModelFileError.self) { try file.matrix("a", shape: [1]) }
        #expect(error == ModelFileError(file: "m.gguf", field: "a", problem: .notFinite))
        #expect(try file.matrix("a", shape: [1], nonFinite: .kept).values[0].isNaN)
    }

    @Test(
        "A tensor that claims what the file does not hold is refused by name",
        arguments: [
            (GGUFWriter.Tensor("t", [8], type: 0, offset: 64), "outside the file"),
            (.init("t", [17], type: 0, offset: 0), "outside the file"),
            (.init("t", [8], type: 0, offset: 4), "aligned"),
            (.init("t", [8], type: 0, offset: .max), "aligned"),
            (.init("t", [1 << 60], type: 0, offset: 0), "outside the file"),
            (.init("t", [1 << 32, 1 << 32], type: 0, offset: 0), "no size"),
            (.init("t", [1 << 63, 2], type: 0, offset: 0), "overflows"),
            (.init("t", [], type: 0, offset: 0), "0 dimensions"),
            (.init("t", [1, 1, 1, 1, 1], type: 0, offset: 0), "5 dimensions"),
            (.init("t", [8], type: 99, offset: 0), "number 99"),
            (.init("t", [8], type: 3, offset: 0), "Q4_1"),
            (.init("t", [8], type: 8, offset: 0), "no size in its type"),
        ]
    )
    func hostileTensor(tensor: GGUFWriter.Tensor, message: String) {
        let error = #expect(throws: ModelFileError.self) {
            try Self.open(Self.writer(tensor, bytes: 64).file)
        }
        #expect(error?.field == "t" && error?.description.contains(message) == true, "\(error as Any)")
    }

    @Test("Tensors may neither share bytes nor a name")
    func overlap() {
        let shared = Self.writer(
            .init("a", [16], type: 0, offset: 0),
            .init("b", [8], type: 0, offset: 32),
            bytes: 64
        )
        let twice = Self.writer(
            .init("a", [8], type: 0, offset: 0),
            .init("a", [8], type: 0, offset: 32),
            bytes: 64
        )
        let overlap = #expect(throws: ModelFileError.self) { try Self.open(shared.file) }
        #expect(overlap == ModelFileError(file: "m.gguf", field: "b", problem: .overlapping))
        let duplicate = #expect(throws: ModelFileError.self) { try Self.open(twice.file) }
        #expect(duplicate == ModelFileError(file: "m.gguf", field: "a", problem: .duplicate))
    }

    @Test("Counts, keys and alignments that cannot be are refused before anything is allocated for them")
    func hostileHeader() {
        func message(_ change: (inout GGUFWriter) -> Void) -> String {
            var writer = Self.writer(bytes: 8)
            change(&writer)
            return #expect(throws: ModelFileError.self) { try Self.open(writer.file) }?.description ?? ""
        }
        let lengths: [UInt8] = [8, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 127]
        #expect(message { $0.claimedTensors = 1 << 60 }.contains("tensor count"))
        #expect(message { $0.claimedPairs = .max }.contains("metadata count"))
        #expect(message { $0.version = 1 }.contains("version"))
        #expect(message { $0.version = 0x0300_0000 }.contains("version"))
        #expect(message { $0.set("general.architecture", "x") }.contains("occurs twice"))
        #expect(message { $0.set("general.alignment", 24) }.contains("power of two"))
        #expect(message { $0.set("general.alignment", 0) }.contains("power of two"))
        #expect(message { $0.set("general.alignment", "32") }.contains("a whole number"))
        #expect(message { $0.set("list", type: 9, bytes: lengths) }.contains("do not fit"))
        #expect(message { $0.set("k", type: 13, bytes: [0]) }.contains("value type 13"))
        #expect(message { $0.set("k", type: 7, bytes: [2]) }.contains("truth value"))
        #expect(message { $0.set(key: [0xFF, 0xFE], type: 7, bytes: [1]) }.contains("not UTF-8"))
        let nested: [UInt8] = [9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
        #expect(message { $0.set("k", type: 9, bytes: nested) }.contains("array of arrays"))
    }

    @Test("A file cut anywhere is refused, never read beyond its end")
    func truncated() {
        var writer = Self.writer(.init("a", [8], type: 0, offset: 0), bytes: 32)
        writer.set("texts", ["one", "two"])
        let whole = writer.file
        for length in 0..<whole.count {
            #expect(throws: ModelFileError.self) { try Self.open(Array(whole[..<length])) }
        }
    }
}
