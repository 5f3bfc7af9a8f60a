import HTTPAPI
import HTTPTypes
import Identifiers
import Retrieval

/// The one model that is served, under the names by which a request may call it.
struct ServedModel: Sendable {
    private let identity: ModelIdentity

    init(_ identity: ModelIdentity) {
        self.identity = identity
    }

    /// The name in the catalog.
    var name: String { identity.name }
    var version: String { identity.version }
    var digest: String { "sha256:\(identity.digest.hex)" }
    /// The name that means this version and no later one: `name:version`.
    var pinnedName: String { "\(identity.name):\(identity.version)" }

    /// Throws OpenAI's 404 unless `asked` is one of the two names.
    func require(_ asked: String) throws(OpenAIFault) {
        guard asked == name || asked == pinnedName else {
            throw OpenAIFault(
                .notFound,
                .invalidRequest,
                "The model \"\(asked.prefix(100))\" is not served here. Served is \"\(name)\".",
                parameter: "model",
                code: "model_not_found"
            )
        }
    }
}
