import ModelFixtures
import Tensors
import Testing

@testable import Inference

@Suite("Safetensors files")
struct SafetensorsFileTests {
    private static func open(_ bytes: [UInt8]) throws(ModelFileError) -> SafetensorsFile {
        try SafetensorsFile(ModelFile(name: "m", bytes: bytes))
    }

    @Test("Single, half and brain floats are read as the same numbers")
    func storedKinds() throws {
        let header = """
            {"__metadata__":{"format":"pt"},"s":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},
            "h":{"dtype":"F16","shape":[1,2],"data_offsets":[8,12]},
            "b":{"dtype":"BF16","shape":[2,1],"data_offsets":[12,16]}}
            """
        let data: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0, 0x20, 0xC0, 0, 0x3C, 0, 0xC1, 0x80, 0x3F, 0x20, 0xC0]
        let file = try Self.open(SafetensorsWriter.file(header: header, data: data))
        #expect(file.names == ["b", "h", "s"])
        for (name, shape) in [("s", [2]), ("h", [1, 2]), ("b", [2, 1])] {
            #expect(try file.matrix(name, shape: shape).values == [1, -2.5])
        }
    }

    private static func header(_ fields: String) -> String { "{\"t\":{\(fields)}}" }

    @Test(
        "Headers that claim what the file does not hold are refused",
        arguments: [
            (#""dtype":"F32","shape":[2],"data_offsets":[0,12]"#, "outside the file"),
            (#""dtype":"F32","shape":[2],"data_offsets":[8,0]"#, "outside the file"),
            (#""dtype":"F32","shape":[2],"data_offsets":[0]"#, "outside the file"),
            (#""dtype":"F32","shape":[2],"data_offsets":[-8,0]"#, "data_offsets: not whole numbers"),
            (#""dtype":"F32","shape":[3],"data_offsets":[0,8]"#, "the shape needs 12 bytes"),
            (#""dtype":"F32","shape":[-2],"data_offsets":[0,8]"#, "shape: not whole numbers"),
            (#""dtype":"F32","shape":[2.0],"data_offsets":[0,8]"#, "shape: not whole numbers"),
            (#""dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[0,8]"#, "overflows"),
            (#""dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,8]"#, "overflows"),
            (
                #""dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]"#,
                "shape: not whole numbers"
            ),
            (#""dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]"#, "8 dimensions"),
            (#""dtype":"F33","shape":[2],"data_offsets":[0,8]"#, "data type F33"),
            (#""shape":[2],"data_offsets":[0,8]"#, "typed tensor"),
            (#""dtype":"F32","data_offsets":[0,8]"#, "shape: not a list"),
            (#""dtype":"F32","shape":[1],"data_offsets":[4,8]"#, "overlaps"),
            (#""dtype":"F32","shape":[1],"data_offsets":[0,4]"#, "no tensor holds"),
        ]
    )
    func hostileTensor(fields: String, message: String) {
        let bytes = SafetensorsWriter.file(header: Self.header(fields), data: [UInt8](repeating: 0, count: 8))
        let error = #expect(throws: ModelFileError.self) { try Self.open(bytes) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test("Two tensors may not share bytes")
    func overlap() {
        let header = """
            {"a":{"dtype":"U8","shape":[6],"data_offsets":[0,6]},
            "b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}
            """
        let error = #expect(throws: ModelFileError.self) {
            try Self.open(SafetensorsWriter.file(header: header, data: [UInt8](repeating: 0, count: 8)))
        }
        #expect(error == ModelFileError(file: "m", field: "b", problem: .overlapping))
    }

    @Test("A header length beyond the file or the limit, a cut file and other JSON are refused")
    func hostileFile() {
        func problem(_ bytes: [UInt8]) -> ModelFileError.Problem? {
            #expect(throws: ModelFileError.self) { try Self.open(bytes) }?.problem
        }
        #expect(problem([]) == .truncated)
        #expect(problem([1, 2, 3]) == .truncated)
        #expect(problem(SafetensorsWriter.file(header: "{}", data: [], claimedLength: 3)) == .truncated)
        #expect(
            problem(SafetensorsWriter.file(header: "{}", data: [], claimedLength: .max))
                == .tooLarge(bytesMax: SafetensorsFile.headerBytesMax)
        )
        #expect(problem(SafetensorsWriter.file(header: "[]", data: [])) == .wrongType(expected: "an object"))
        #expect(problem(SafetensorsWriter.file(header: #"{"a":1,"a":2}"#, data: [])) == .duplicate)
        #expect(problem(SafetensorsWriter.file(header: #"{"a":"#, data: [])) == .truncated)
        let deep = #"{"a":"# + String(repeating: "[", count: 100_000)
        #expect(problem(SafetensorsWriter.file(header: deep, data: [])) == .nestedTooDeep(levelsMax: 32))
    }

    @Test("A tensor of integers is not taken for weights")
    func integers() throws {
        let header = #"{"i":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}"#
        let file = try Self.open(
            SafetensorsWriter.file(header: header, data: [UInt8](repeating: 0, count: 8))
        )
        let error = #expect(throws: ModelFileError.self) { try file.matrix("i", shape: [2]) }
        #expect(error?.description.contains("I32") == true)
    }
}
