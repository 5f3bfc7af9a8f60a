import Identifiers

/// Which model is meant: the live one of a name, or one by its id, which finds it after its deletion as well.
///
/// Written `id:01938c1e-…` where a name could stand; no name holds a colon.
package enum ModelReference: Hashable, Sendable {
    case name(ResourceName)
    case id(ModelID)

    private static let idPrefix = "id:"

    package init(_ text: String) throws(InvalidName) {
        guard text.hasPrefix(Self.idPrefix) else {
            self = .name(try ResourceName(text))
            return
        }
        guard let id = ModelID(text.dropFirst(Self.idPrefix.count)) else {
            throw InvalidName(
                detail: "must have an id such as 01938c1e-5e7a-7cc1-9d3c-0242ac120002 after id:"
            )
        }
        self = .id(id)
    }
}

extension ModelReference: CustomStringConvertible {
    package var description: String {
        switch self {
        case .name(let name): name.text
        case .id(let id): "\(Self.idPrefix)\(id)"
        }
    }
}
