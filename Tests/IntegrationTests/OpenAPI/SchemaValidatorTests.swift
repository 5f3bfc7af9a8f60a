import Identifiers
import Testing

@Suite("The tests' own JSON Schema validator")
struct SchemaValidatorTests {
    private static let document: JSONValue = [
        "schemas": ["Name": ["type": "string", "pattern": "^[a-z]+$", "maxLength": 3]]
    ]
    private static let person: JSONValue = [
        "type": "object",
        "properties": [
            "name": ["$ref": "#/schemas/Name"], "age": ["type": ["integer", "null"], "minimum": 0],
            "tags": ["type": "array", "items": ["enum": ["a", "b"]], "maxItems": 2],
        ],
        "required": ["name"],
    ]

    @Test(
        "What a schema says is required of the value",
        arguments: [
            (["name": "ada", "age": 3, "tags": ["a", "b"]], 0), (["name": "ada", "age": nil], 0),
            (["age": 3], 1),
            (["name": "Ada"], 1), (["name": "adam"], 1), (["name": 7], 1), (["name": "ada", "age": -1], 1),
            (["name": "ada", "age": 1.5], 1), (["name": "ada", "tags": ["c"]], 1),
            (["name": "ada", "tags": ["a", "a", "a"]], 1), (["name": "ada", "extra": 1], 1), ("ada", 1),
        ] as [(JSONValue, Int)]
    )
    func faults(value: JSONValue, count: Int) {
        let validator = SchemaValidator(document: Self.document, isClosed: true)
        #expect(validator.faults(of: value, against: Self.person).count == count)
    }

    @Test("An open object may have more members, and a keyword that is not known is a fault")
    func strictness() {
        let open = SchemaValidator(document: Self.document, isClosed: false)
        #expect(open.faults(of: ["name": "ada", "extra": 1], against: Self.person) == [])
        #expect(open.faults(of: ["extra": 1], against: ["additionalProperties": false]).count == 1)
        #expect(open.faults(of: 1, against: ["multipleOf": 2]).count == 1)
        #expect(open.faults(of: 1, against: ["$ref": "#/schemas/None"]).count == 1)
    }
}
