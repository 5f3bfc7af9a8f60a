/// One step of the schema: SQL that turns the version before it into this one.
package struct SchemaVersion: Sendable, Equatable {
    /// Counted from 1 without gaps.
    package let number: Int
    /// The words of the file name after the number: `v0003_catalog.sql` is `catalog`.
    package let name: String
    /// The exact bytes of the file, which the checksum is of.
    package let bytes: [UInt8]

    package init(_ number: Int, _ name: String, _ bytes: [UInt8]) {
        self.number = number
        self.name = name
        self.bytes = bytes
    }

    /// Several statements, run in one transaction; they must not begin or commit one themselves.
    package var sql: String { String(decoding: bytes, as: UTF8.self) }
}

extension SchemaVersion: CustomStringConvertible {
    package var description: String { "\(number) \(name)" }
}
