/// The four normalisation forms of Unicode (UAX #15).
enum UnicodeForm: String, Sendable {
    case decomposed = "NFD"
    case composed = "NFC"
    case compatibilityDecomposed = "NFKD"
    case compatibilityComposed = "NFKC"

    var composes: Bool { self == .composed || self == .compatibilityComposed }
    var isCompatible: Bool { self == .compatibilityDecomposed || self == .compatibilityComposed }

    /// The text in this form. Stretches that are in it already, the usual case, are copied.
    func normalize(_ text: [UInt8]) -> [UInt8] {
        if text.allSatisfy({ $0 < 0x80 }) { return text }
        let data = UnicodeNormalizationData.shared
        let span = text.span
        var result: [UInt8] = []
        result.reserveCapacity(text.count + text.count / 8)
        var copied = 0
        var starter = 0
        var position = 0
        while position < span.count {
            let (scalar, length) = UTF8Scan.scalar(span, at: position)
            if data.stays(scalar, self) {
                starter = position
                position += length
                continue
            }
            // From the last character that nothing before combines with to the next such one.
            for index in copied..<starter { result.append(span[index]) }
            var scalars: [UInt32] = []
            position = starter
            repeat {
                let (scalar, length) = UTF8Scan.scalar(span, at: position)
                if position > starter, data.stays(scalar, self) { break }
                data.decompose(scalar, compatible: isCompatible, into: &scalars)
                position += length
            } while position < span.count
            data.reorder(&scalars)
            if composes { data.compose(&scalars) }
            for scalar in scalars { UTF8Scan.append(scalar, to: &result) }
            copied = position
            starter = position
        }
        for index in copied..<span.count { result.append(span[index]) }
        return result
    }
}
