/// An export of one span in OpenTelemetry's protocol buffers, written by hand.
enum OTLPExport {
    static let traceID = [UInt8](repeating: 0xAB, count: 16)
    static let bytes = export(traceID: traceID)

    /// One root span named `root` that took 2 ms, with inputs `{"x": 1}` and type LLM.
    static func export(traceID: [UInt8]) -> [UInt8] {
        let begin: UInt64 = 1_772_323_200_000_000_000
        let span =
            field(1, traceID) + field(2, [1, 2, 3, 4, 5, 6, 7, 8]) + field(5, Array("root".utf8))
            + fixed(7, begin) + fixed(8, begin + 2_000_000) + attribute("mlflow.spanInputs", "{\"x\": 1}")
            + attribute("mlflow.spanType", "\"LLM\"") + field(15, [0x18, 1])
        return field(1, field(2, field(2, span)))
    }

    private static func attribute(_ key: String, _ value: String) -> [UInt8] {
        field(9, field(1, Array(key.utf8)) + field(2, field(1, Array(value.utf8))))
    }

    private static func field(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
        [number << 3 | 2] + varint(content.count) + content
    }

    private static func fixed(_ number: UInt8, _ value: UInt64) -> [UInt8] {
        [number << 3 | 1] + (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }

    private static func varint(_ count: Int) -> [UInt8] {
        count < 128 ? [UInt8(count)] : [UInt8(count & 0x7F) | 0x80] + varint(count >> 7)
    }
}
