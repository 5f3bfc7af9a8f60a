import Access

/// An answer of the object store that nothing can be done with. The description is safe to show.
package struct S3Fault: Error, Hashable, Sendable {
    /// The HTTP status; 0 when there was no answer.
    package let status: Int
    /// The store's own word for it, such as `NoSuchBucket`; for logs.
    package let code: String
    /// What was tried, such as `PUT`.
    package let operation: String
}

extension S3Fault: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        "The object store could not be used (\(operation)). The operator's log says more."
    }

    package var debugDescription: String { "object store: \(operation) answered \(status) \(code)" }
}
