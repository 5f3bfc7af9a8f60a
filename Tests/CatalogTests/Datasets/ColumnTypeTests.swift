import Testing

@testable import Catalog

@Suite("Types of columns")
struct ColumnTypeTests {
    @Test(
        "Every system's name for a type becomes the one spelling",
        arguments: [
            ("int64", "int64"), ("long", "int64"), ("BIGINT", "int64"), ("double", "float64"),
            ("datetime", "timestamp"), ("object", "string"), ("decimal", "decimal"),
            ("decimal(10, 2)", "decimal(10,2)"), ("numeric(5)", "decimal(5,0)"),
            ("array< long >", "list<int64>"), ("map<str, list<double>>", "map<string,list<float64>>"),
            ("struct<id: long, tags: array<str>>", "struct<id:int64,tags:list<string>>"),
            ("tensor<float,-1,28,28>", "tensor<float32,-1,28,28>"), ("tensor<double>", "tensor<float64>"),
        ]
    )
    func canonical(_ text: String, _ expected: String) throws {
        let type = try ColumnType(text)
        #expect(type.text == expected)
        #expect(try ColumnType(type.text) == type, "the spelling is stable")
    }

    @Test(
        "What is no type is refused",
        arguments: [
            "", "integers", "list", "list<>", "list<long", "list<long>>", "long long", "map<long>",
            "decimal(0)", "decimal(77)", "decimal(5,6)", "decimal(5", "tensor<list<long>>",
            "tensor<float,0>",
            "tensor<float,-2>", "struct<>", "struct<a:long,a:long>", "struct<:long>",
            "tensor<float,1,1,1,1,1,1,1,1,1>", "'; DROP TABLE x; --", "int64\u{0}",
            String(repeating: "list<", count: 8) + "long" + String(repeating: ">", count: 8),
            String(repeating: "x", count: 501), "decimal(99999999999999999999)",
        ]
    )
    func refused(_ text: String) {
        #expect(throws: InvalidName.self) { try ColumnType(text) }
    }
}
