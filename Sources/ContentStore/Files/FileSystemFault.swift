import Access
import Glibc

/// A call to the file system that failed. The description holds no path and is safe to show.
package struct FileSystemFault: Error, Hashable, Sendable {
    /// The system's `errno`.
    package let code: Int32
    /// What was tried, such as "write".
    package let operation: String
    /// The file, for logs only.
    package let path: String

    /// Takes the code from `errno`, so it must be made right after the failed call.
    init(_ operation: String, _ path: String, code: Int32 = errno) {
        self.code = code
        self.operation = operation
        self.path = path
    }

    /// What a client can act on where there is such a thing, else the fault itself.
    var translated: any Error {
        switch code {
        case ENOSPC, EDQUOT: StoreFault.storageFull
        case EMFILE, ENFILE: StoreFault.unavailable(retryAfterSeconds: 1)
        default: self
        }
    }
}

extension FileSystemFault: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        "The content store could not \(operation) a file (error \(code)). The operator's log says more."
    }

    package var debugDescription: String { "\(operation) \(path): errno \(code)" }
}
