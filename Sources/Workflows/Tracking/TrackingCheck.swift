import Catalog
import Identifiers

/// The rules for what training code logs, with faults in the words that MLflow's clients know.
enum TrackingCheck {
    /// `place` is where the key stands in the request, such as `params[3].key`.
    static func key(_ key: String, _ place: @autoclosure () -> String) throws(TrackingFault) {
        if let fault = TrackingKey.fault(key) {
            throw .refused("Invalid value \(quoted(key)) for parameter '\(place())' supplied: \(fault)")
        }
        guard !TrackingKey.isTooLong(key) else { throw .tooLong(place(), TrackingLimits.keyLengthMax) }
    }

    static func length(_ text: String, _ lengthMax: Int, _ what: String) throws(TrackingFault) {
        guard fits(text, lengthMax) else { throw .tooLong(what, lengthMax) }
    }

    static func fits(_ text: String, _ lengthMax: Int) -> Bool {
        text.utf8.count <= lengthMax || text.unicodeScalars.count <= lengthMax
    }

    /// Parameters or tags with checked keys and values cut to their length.
    ///
    /// - Returns: The keys of the values that were cut.
    static func cut(
        _ texts: inout [KeyedText],
        to lengthMax: Int,
        _ place: (Int) -> String
    ) throws(TrackingFault) -> [String] {
        var cut: [String] = []
        for index in texts.indices {
            try key(texts[index].key, place(index))
            guard !fits(texts[index].value, lengthMax) else { continue }
            var scalars = String.UnicodeScalarView()
            scalars.append(contentsOf: texts[index].value.unicodeScalars.prefix(lengthMax))
            texts[index].value = String(scalars)
            cut.append(texts[index].key)
        }
        return cut
    }

    static func count(_ count: Int, _ countMax: Int, _ what: String) throws(TrackingFault) {
        guard count > countMax else { return }
        throw .refused(
            "A batch logging request can contain at most \(countMax) \(what). Got \(count) \(what). "
                + "Please split up \(what) across multiple requests and try again."
        )
    }

    /// The text as a JSON string, as it stands in messages.
    static func quoted(_ text: String) -> String {
        (try? CanonicalJSON.encode(.string(text))).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}

extension [KeyedText] {
    /// In the order of the keys' bytes, each key once with its last value.
    var ordered: [KeyedText] {
        var last: [KeyedText] = []
        let sorted = enumerated().sorted { left, right in
            if left.element.key.utf8.elementsEqual(right.element.key.utf8) {
                return left.offset < right.offset
            }
            return left.element.key.utf8.lexicographicallyPrecedes(right.element.key.utf8)
        }
        for (_, text) in sorted {
            if let previous = last.last, previous.key.utf8.elementsEqual(text.key.utf8) { last.removeLast() }
            last.append(text)
        }
        return last
    }
}
