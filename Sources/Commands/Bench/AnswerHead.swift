/// The head of an answer in HTTP/1.1 (RFC 9112), as far as a load reads it.
struct AnswerHead {
    let status: Int
    private let bodyStart: Int
    /// Nil for a body in chunks.
    private let bodyBytes: Int?

    /// Nil while the head is not whole.
    init?(_ bytes: [UInt8]) {
        guard let last = Self.end(of: bytes) else { return nil }
        bodyStart = last + 4
        let lines = String(decoding: bytes[..<last], as: UTF8.self).split(separator: "\r\n")
        status = lines.first.flatMap { Int($0.split(separator: " ").dropFirst().first ?? "") } ?? 0
        var length = 0
        var isChunked = false
        for line in lines.dropFirst() {
            let lower = line.lowercased()
            if lower.hasPrefix("content-length:") {
                length = Int(lower.drop { $0 != ":" }.dropFirst().filter { $0 != " " }) ?? 0
            }
            if lower.hasPrefix("transfer-encoding:"), lower.contains("chunked") { isChunked = true }
        }
        bodyBytes = isChunked ? nil : length
    }

    /// Where the empty line begins that ends the head.
    private static func end(of bytes: [UInt8]) -> Int? {
        var index = 3
        while index < bytes.count {
            let isEnd = bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10
            if isEnd, bytes[index - 3] == 13 { return index - 3 }
            index += 1
        }
        return nil
    }

    /// The body, nil while it is not whole. Chunks are given as they came: loads do not read such bodies.
    func body(in bytes: [UInt8]) -> [UInt8]? {
        if let bodyBytes {
            return bytes.count >= bodyStart + bodyBytes ? Array(bytes[bodyStart...]) : nil
        }
        let end: [UInt8] = [48, 13, 10, 13, 10]
        return bytes.suffix(5).elementsEqual(end) ? Array(bytes[bodyStart...]) : nil
    }
}
