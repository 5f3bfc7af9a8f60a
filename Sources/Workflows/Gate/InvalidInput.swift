/// Input that cannot be accepted: every fault at once, each with the field it is in and how to mend it.
package struct InvalidInput: Error, Hashable, Sendable {
    package struct Fault: Hashable, Sendable, Codable {
        /// The JSON path of the field, such as `owner_team`.
        package var field: String
        package var detail: String

        package init(field: String, detail: String) {
            self.field = field
            self.detail = detail
        }
    }

    package let faults: [Fault]

    package init(_ faults: [Fault]) {
        self.faults = faults
    }

    package init(_ field: String, _ detail: String) {
        self.faults = [Fault(field: field, detail: detail)]
    }
}

extension InvalidInput: CustomStringConvertible {
    package var description: String {
        faults.map { "\($0.field): \($0.detail)" }.joined(separator: "; ")
    }
}
