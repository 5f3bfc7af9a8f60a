/// The limits of a regular expression that a search compares with.
///
/// Without back-references the time of a match is bounded by the length of the text; with them it is not.
enum SearchPattern {
    static let bytesMax = 1_000

    static func check(_ pattern: String, _ key: SearchToken.Key) throws(SearchRefusal) {
        guard pattern.utf8.count <= bytesMax else {
            throw SearchRefusal(
                "The pattern for '\(key.name)'\(key.place) must have at most \(bytesMax) bytes."
            )
        }
        guard !refersBack(pattern) else {
            throw SearchRefusal(
                "The pattern for '\(key.name)'\(key.place) refers back to a group (\\1), which is not supported."
            )
        }
    }

    private static func refersBack(_ pattern: String) -> Bool {
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            if isEscaped, ("1"..."9").contains(scalar) { return true }
            isEscaped = !isEscaped && scalar == "\\"
        }
        return false
    }
}
