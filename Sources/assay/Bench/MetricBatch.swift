/// The body of a `log-batch` request with 1,000 metrics; only the step differs from request to request.
struct MetricBatch: Sendable {
    static let metrics = 1_000
    /// Ten digits at every number, so that a body can be made by writing over another.
    private static let firstStep = 1_000_000_000

    private let template: [UInt8]
    private let stepOffsets: [Int]

    init(runID: String) {
        var bytes = Array(#"{"run_id":"\#(runID)","metrics":["#.utf8)
        var offsets: [Int] = []
        for metric in 0..<Self.metrics {
            if metric > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes +=
                #"{"key":"metric\#(metric)","value":0.\#(metric + 1),"timestamp":1700000000000,"step":"#.utf8
            offsets.append(bytes.count)
            bytes += "\(Self.firstStep)}".utf8
        }
        bytes += "]}".utf8
        template = bytes
        stepOffsets = offsets
    }

    func body(_ number: Int) -> [UInt8] {
        var bytes = template
        let digits = Array(String(Self.firstStep + number).utf8)
        for offset in stepOffsets {
            for (index, digit) in digits.enumerated() { bytes[offset + index] = digit }
        }
        return bytes
    }
}
