import Identifiers
import Retrieval
import Workflows

extension RequestFields {
    /// `truncate`: what is done with texts that are longer than the model reads.
    ///
    /// Without it they are refused, as OpenAI does. `true` and `false` are what clients of other servers send.
    func longText(allowsWindows: Bool) throws(InvalidInput) -> LongText {
        let known = ["none", "end"] + (allowsWindows ? ["windows"] : [])
        switch optional("truncate") {
        case nil, .string("none"), .bool(false): return .refuse
        case .string("end"), .bool(true): return .truncate
        case .string("windows") where allowsWindows: return .windows
        default: throw InvalidInput("truncate", "must be \(known.joined(separator: " or "))")
        }
    }
}
