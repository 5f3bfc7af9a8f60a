import Access
import Catalog
import PostgresClient

extension ModelSearch {
    private static let textLengthMax = 200
    private static let wordsMax = 16

    /// The conditions on `models m` and `groups g`, which of them are alive among them.
    func condition() throws(StoreFault) -> SQL {
        var conditions: [SQL] = [onlyDeleted ? "m.deleted_at IS NOT NULL" : "m.deleted_at IS NULL"]
        if let text, let query = try Self.query(text) { conditions.append("m.search @@ (\(query))") }
        if let ownerTeamName { conditions.append("g.name = \(ownerTeamName)") }
        if let formerName {
            conditions.append("m.id IN (SELECT model_id FROM name_changes WHERE from_name = \(formerName))")
        }
        if let riskClass { conditions.append("m.risk_class = \(riskClass)") }
        return conditions.joined(separator: " AND ")
    }

    /// Every word must occur, the last one at least as a beginning; nil when there is no word.
    static func query(_ text: String) throws(StoreFault) -> SQL? {
        guard text.count <= textLengthMax else {
            throw .invalid(field: "search", detail: "must have at most \(textLengthMax) characters.")
        }
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init).filter {
            !parts(of: $0).isEmpty
        }
        guard words.count <= wordsMax else {
            throw .invalid(field: "search", detail: "must have at most \(wordsMax) words.")
        }
        guard let last = words.last else { return nil }
        let queries = words.dropLast().map { query(for: $0, inParts: exactly($0)) }
        return (queries + [query(for: last, inParts: beginning(last))]).joined(separator: " && ")
    }

    /// A word with separators inside, such as `v1.2`, is stored whole or in parts, as the parser of the text
    /// saw fit.
    private static func query(for word: String, inParts parts: SQL) -> SQL {
        "(plainto_tsquery('simple', \(word)) || \(parts))"
    }

    private static func exactly(_ word: String) -> SQL {
        "plainto_tsquery('simple', \(parts(of: word).joined(separator: " ")))"
    }

    /// The parts of the word, the last one with anything after it. They hold no character with a meaning in a
    /// query.
    private static func beginning(_ word: String) -> SQL {
        let all = parts(of: word)
        let leading = all.dropLast().joined(separator: " ")
        return "(plainto_tsquery('simple', \(leading)) && to_tsquery('simple', \((all.last ?? "") + ":*")))"
    }

    private static func parts(of word: String) -> [String] {
        word.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }
}
