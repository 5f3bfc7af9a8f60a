/// A piece of a filter with the place where it begins.
struct SearchToken: Hashable, Sendable {
    /// A name that a clause may begin with.
    struct Key: Hashable, Sendable {
        /// What stands before the first dot; nil when there is no dot.
        var entity: String?
        var name: String
        /// Of the first character, from 1; 0 when unknown.
        var position: Int

        var place: String { position == 0 ? "" : " at position \(position)" }
    }

    enum Kind: Hashable, Sendable {
        case key(Key)
        /// In single or double quotes; with double quotes it may also be the key `name`.
        case text(String, isDoubleQuoted: Bool)
        case number(String)
        case comparator(SearchComparator)
        case word(Word)
        case opening
        case closing
        case comma
        case end
    }

    enum Word: String, Hashable, Sendable, CaseIterable {
        case and = "AND"
        case or = "OR"
        case not = "NOT"
        case among = "IN"
        case `is` = "IS"
        case null = "NULL"
        case like = "LIKE"
        case caselessLike = "ILIKE"
        case matching = "RLIKE"
        case between = "BETWEEN"
    }

    var kind: Kind
    /// As written.
    var source: String
    /// Of the first character, from 1.
    var position: Int
}
