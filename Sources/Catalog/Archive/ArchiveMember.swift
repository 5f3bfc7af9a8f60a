package import Identifiers

/// A member of an archive as its manifest names it.
package struct ArchiveMember: Hashable, Sendable {
    package let path: String
    package let digest: Digest
    package let sizeBytes: Int64

    package init(path: String, digest: Digest, sizeBytes: Int64) {
        self.path = path
        self.digest = digest
        self.sizeBytes = sizeBytes
    }

    var json: JSONValue {
        ["path": .string(path), "sha256": .string(digest.hex), "size": .string(String(sizeBytes))]
    }

    init?(_ json: JSONValue) {
        guard let path = json["path"]?.string, let hex = json["sha256"]?.string,
            let digest = Digest(hex: hex),
            let size = json["size"]?.string.flatMap(Int64.init)
        else { return nil }
        self.init(path: path, digest: digest, sizeBytes: size)
    }
}
