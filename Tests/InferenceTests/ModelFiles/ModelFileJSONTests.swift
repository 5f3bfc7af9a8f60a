import Identifiers
import Testing

@testable import Inference

@Suite("JSON of model files")
struct ModelFileJSONTests {
    private static func json(_ text: String, from start: Int = 0) throws(ModelFileError) -> JSONValue {
        try ModelFile(name: "f", bytes: Array(text.utf8)).json(in: start..<text.utf8.count)
    }

    @Test(
        "A defect is named with the file and the place in it",
        arguments: [
            (#"{"a":"#, "byte 5", .truncated), (#"{"a":1,"a":2}"#, "a", .duplicate),
            (String(repeating: "[", count: 33), "byte 32", .nestedTooDeep(levelsMax: 32)),
            ("[1 2]", "byte 3", .malformed("unexpected character")),
        ] as [(String, String, ModelFileError.Problem)]
    )
    func defect(text: String, field: String, problem: ModelFileError.Problem) {
        let error = #expect(throws: ModelFileError.self) { try Self.json(text) }
        #expect(error == ModelFileError(file: "f", field: field, problem: problem))
    }

    @Test("The place counts from the start of the file, not of the JSON in it")
    func part() throws {
        #expect(try Self.json("12345678[1]", from: 8) == [1])
        let error = #expect(throws: ModelFileError.self) { try Self.json("12345678[x]", from: 8) }
        #expect(error?.field == "byte 9")
    }

    @Test("A number too long to be exact spoils nothing but what reads it")
    func longNumber() throws {
        let value = try Self.json(#"{"n":1000000000000000019884624838656,"m":9007199254740993}"#)
        #expect(value["n"]?.int == nil)
        #expect(value["m"]?.int == 9_007_199_254_740_993)
    }
}
