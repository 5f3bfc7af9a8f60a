import Catalog
import Identifiers
import Testing

@Suite("Reading a model card")
struct CardReadingTests {
    private static let refused: [(JSONValue, field: String)] = [
        ([], "card"), ("text", "card"), (["extras": ["a": "b"]], "extras"),
        (["caveats": "none"], "caveats"), (["caveats": ["worries": "none"]], "caveats.worries"),
        (["model_details": ["summary": 1]], "model_details.summary"),
        (["model_details": ["summary": "a\u{0}b"]], "model_details.summary"),
        (
            ["model_details": ["licence": .string(String(repeating: "x", count: 201))]],
            "model_details.licence"
        ),
        (["caveats": ["limitations": "one"]], "caveats.limitations"),
        (["caveats": ["limitations": ["fine", ""]]], "caveats.limitations[1]"),
        (
            ["caveats": ["limitations": .array(Array(repeating: "x", count: 101))]], "caveats.limitations"
        ),
        (["model_details": ["references": ["javascript:alert(1)"]]], "model_details.references[0]"),
        (["model_details": ["references": ["https://a b"]]], "model_details.references[0]"),
        (
            ["quantitative_analyses": ["unitary_results": [["metric": "auc"]]]],
            "quantitative_analyses.unitary_results[0].value"
        ),
        (
            ["quantitative_analyses": ["unitary_results": [["metric": "auc", "value": "0.9"]]]],
            "quantitative_analyses.unitary_results[0].value"
        ),
        (
            ["quantitative_analyses": ["unitary_results": [["metric": "auc", "value": 1e300]]]],
            "quantitative_analyses.unitary_results[0].value"
        ),
        (
            ["quantitative_analyses": ["unitary_results": [["metric": "auc", "value": 1, "unit": "x"]]]],
            "quantitative_analyses.unitary_results[0]"
        ),
    ]

    @Test("What the schema does not know or want is a fault that names its place", arguments: refused)
    func refuses(_ json: JSONValue, _ field: String) {
        let reading = CardReading(json)
        #expect(reading.faults.map(\.field) == [field])
        #expect(reading.faults.allSatisfy { $0.kind == .invalid && !$0.detail.isEmpty })
    }

    @Test("Every fault is found, not only the first")
    func findsAll() {
        let reading = CardReading(["extras": 1, "caveats": ["x": 1, "limitations": 2], "factors": 3])
        #expect(
            Set(reading.faults.map(\.field)) == ["extras", "caveats.x", "caveats.limitations", "factors"]
        )
    }

    @Test("A document reads back as it was written, without what is empty")
    func readsBack() throws {
        let json: JSONValue = [
            "model_details": ["summary": "Scores claims", "references": ["https://example.com/paper"]],
            "caveats": ["limitations": ["Not for other countries"], "recommendations": []],
            "quantitative_analyses": [
                "unitary_results": [["metric": "auc", "value": 0.93, "slice": "18-25"]]
            ],
        ]
        let reading = CardReading(json)
        #expect(reading.faults == [])
        let again = CardReading(try JSONValue(parsing: try reading.document.canonicalBytes))
        #expect(again.document == reading.document)
        #expect(try again.document.digest == reading.document.digest)
        #expect(
            reading.document.filledFields == [
                "caveats.limitations", "model_details.references", "model_details.summary",
                "quantitative_analyses.unitary_results",
            ]
        )
    }

    @Test("A version's sections replace the model's whole, others stay")
    func overrides() {
        let model = CardReading([
            "caveats": ["limitations": ["old"], "recommendations": ["old"]],
            "factors": ["relevant_factors": ["age"]],
        ]).document
        let version = CardReading(["caveats": ["limitations": ["new"]]]).document
        let effective = model.overridden(by: version)
        #expect(
            effective.json == [
                "caveats": ["limitations": ["new"]], "factors": ["relevant_factors": ["age"]],
            ]
        )
    }
}
