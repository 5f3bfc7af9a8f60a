import Identifiers
import Testing

@testable import Catalog

@Suite("Manifests")
struct ManifestTests {
    private static let time = Instant(seconds: 1_767_225_600)

    private static func file(_ path: String, _ filling: UInt8, _ sizeBytes: Int64) throws -> VersionFile {
        let digest = try #require(Digest(bytes: [UInt8](repeating: filling, count: 32)))
        return VersionFile(path: try FilePath(path), digest: digest, sizeBytes: sizeBytes, createdAt: time)
    }

    private static func example() throws -> [VersionFile] {
        [
            try file("model.safetensors", 0x11, 133_466_304), try file("config.json", 0x22, 743),
            try file("1_Pooling/données \"x\".json", 0x33, 0),
        ]
    }

    @Test("The canonical bytes are the JSON of RFC 8785, files in byte order")
    func canonicalBytes() throws {
        let text = String(decoding: try Manifest(files: try Self.example()).canonicalBytes, as: UTF8.self)
        let (ones, twos, threes) = (
            String(repeating: "1", count: 64), String(repeating: "2", count: 64),
            String(repeating: "3", count: 64)
        )
        #expect(
            text == #"{"files":["#
                + #"{"digest":"sha256:\#(threes)","path":"1_Pooling/données \"x\".json","size":"0"},"#
                + #"{"digest":"sha256:\#(twos)","path":"config.json","size":"743"},"#
                + #"{"digest":"sha256:\#(ones)","path":"model.safetensors","size":"133466304"}],"v":1}"#
        )
    }

    /// Computed with Python's hashlib over `json.dumps` with sorted keys, no spaces and no ASCII escapes.
    @Test("The digest is the one that another implementation computes")
    func knownDigest() throws {
        let digest = try Manifest(files: try Self.example()).digest
        #expect(digest.hex == "fef059edf479642fd88ae1afe09f7f889fee93bb492bba16ce1dad03776b9b61")
        #expect(
            try Manifest(files: []).digest.hex
                == "562da8d95194e15d544abefaf29db5a4873fde5b51474c70d61f070697f130c7"
        )
    }

    @Test("The order in which files were added does not matter")
    func orderIndependence() throws {
        let files = try Self.example()
        let digest = try Manifest(files: files).digest
        for shuffled in [[files[2], files[0], files[1]], [files[1], files[2], files[0]], files.reversed()] {
            #expect(try Manifest(files: shuffled).digest == digest)
        }
    }

    @Test("A swap of two names, another size, another digest, another name or a file less changes the digest")
    func everyFactCounts() throws {
        let files = try Self.example()
        var swapped = files
        (swapped[0].path, swapped[1].path) = (files[1].path, files[0].path)
        var resized = files
        resized[0].sizeBytes += 1
        var replaced = files
        replaced[1].digest = files[0].digest
        var renamed = files
        renamed[1].path = try FilePath("Config.json")
        let digests = try [files, swapped, resized, replaced, renamed, Array(files.dropLast())].map {
            try Manifest(files: $0).digest
        }
        #expect(Set(digests).count == digests.count)
    }

    @Test("When a file was added is no part of what it is")
    func timeDoesNotCount() throws {
        var files = try Self.example()
        let digest = try Manifest(files: files).digest
        files[0].createdAt = Instant(seconds: 0)
        #expect(try Manifest(files: files).digest == digest)
    }
}
