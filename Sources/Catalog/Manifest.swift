package import Identifiers
import Signing

/// The list of a version's files that its identity is computed from.
///
/// Canonical JSON (RFC 8785) of `{"files":[{"digest":"sha256:…","path":…,"size":"…"}],"v":1}` with files in byte order
/// of their paths. Names are part of it, so a swap of two names changes the digest.
package struct Manifest: Hashable, Sendable {
    package let files: [VersionFile]

    package init(files: [VersionFile]) {
        self.files = files.sorted { $0.path < $1.path }
    }

    /// The bytes that the digest is taken over.
    package var canonicalBytes: [UInt8] {
        get throws {
            let entries = files.map { file in
                JSONValue.object([
                    "digest": .string("sha256:\(file.digest.hex)"),
                    "path": .string(file.path.text),
                    "size": .string(String(file.sizeBytes)),
                ])
            }
            return try CanonicalJSON.encode(.object(["files": .array(entries), "v": .integer(1)]))
        }
    }

    package var digest: Digest {
        get throws { Digest.sha256(of: try canonicalBytes) }
    }
}
