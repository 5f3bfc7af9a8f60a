internal import Identifiers

/// What a model's `config.json` says of its use, beside its shape.
package struct ModelTraits: Equatable, Sendable {
    /// To which lengths vectors may be cut.
    package enum Matryoshka: Equatable, Sendable {
        case none
        case any
        case listed([Int])
    }

    /// Whether it judges texts by labels instead of giving vectors.
    package let isClassifier: Bool
    package let matryoshka: Matryoshka

    /// Of a model without such a file.
    package static let none = ModelTraits(isClassifier: false, matryoshka: .none)

    private init(isClassifier: Bool, matryoshka: Matryoshka) {
        self.isClassifier = isClassifier
        self.matryoshka = matryoshka
    }

    /// Keys that are absent say no.
    package init(_ file: ModelFile) throws(ModelFileError) {
        let keys = try ConfigurationReader(file)
        let classes = keys.optional("architectures")?.array ?? []
        isClassifier = classes.contains { $0.string?.hasSuffix("ForSequenceClassification") == true }
        if let listed = keys.optional("matryoshka_dimensions") {
            guard let dimensions = listed.array?.map(\.int), !dimensions.contains(nil) else {
                throw keys.failure("matryoshka_dimensions", .wrongType(expected: "a list of whole numbers"))
            }
            matryoshka = .listed(dimensions.compactMap { $0 })
        } else {
            matryoshka = try keys.bool("is_matryoshka", absent: false) ? .any : .none
        }
    }
}
