import ArgumentParser
import Identifiers

extension Instant: ExpressibleByArgument {
    init?(argument: String) { self.init(rfc3339: argument) }
}
