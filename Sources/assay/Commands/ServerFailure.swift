import ArgumentParser
import Commands

/// A server-side command that could not do its work: one plain sentence and exit status 3.
struct ServerFailure: Error, CustomStringConvertible {
    let description: String

    init(_ error: any Error) {
        description = "\(error)"
    }
}
