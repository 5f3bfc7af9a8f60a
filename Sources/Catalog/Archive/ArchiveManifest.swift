import Identifiers

/// The last member of an archive: the digest of every other one.
package struct ArchiveManifest: Hashable, Sendable {
    package static let path = "manifest.json"
    package static let format = "assay.model-archive/1"

    package let model: ResourceName
    /// In the order in which they stand in the archive.
    package let members: [ArchiveMember]

    package init(model: ResourceName, members: [ArchiveMember]) {
        self.model = model
        self.members = members
    }

    package var bytes: [UInt8] {
        get throws {
            try CanonicalJSON.encode([
                "format": .string(Self.format), "model": .string(model.text),
                "members": .array(members.map(\.json)),
            ])
        }
    }

    /// Nil when the bytes are no manifest of this format, or name a member twice.
    package init?(parsing bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), json["format"]?.string == Self.format,
            let model = try? ResourceName(json["model"]?.string ?? ""), let listed = json["members"]?.array
        else { return nil }
        let members = listed.compactMap(ArchiveMember.init)
        guard members.count == listed.count, Set(members.map(\.path)).count == members.count else {
            return nil
        }
        self.init(model: model, members: members)
    }
}
