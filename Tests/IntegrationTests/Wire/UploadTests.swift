import Foundation
import HTTPTypes
import Identifiers
import Signing
import TestSupport
import Testing

@Suite("Uploads are kept whole or not at all")
struct UploadTests {
    private static let path = "/api/v1/models/\(Stage.model)/versions/\(Stage.draftVersion)/files/new.bin"

    /// Every file in the content store.
    static func files(_ stage: Stage) -> [String] {
        let root = stage.platform.folder.path("contents")
        return (FileManager.default.subpaths(atPath: root) ?? []).filter { path in
            var isFolder = false
            return FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder)
                && !isFolder
        }.sorted()
    }

    /// Sends what must be refused and looks whether anything is left of it.
    private static func expectNothingLeft(_ call: Call, gives status: Int, _ stage: Stage) async throws {
        let (rows, files) = (try await stage.platform.contents(), Self.files(stage))
        let exchange = try await stage.send(call, by: .engineer)
        #expect(exchange.status == status, "\(exchange.text)")
        #expect(try await stage.platform.contents() == rows)
        #expect(Self.files(stage) == files)
    }

    @Test("A file comes back byte for byte with its digest")
    func roundTrip() async throws {
        try await withStage { stage in
            let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let call = Call.upload(.put, Self.path, bytes).with("Content-Digest", contentDigest(bytes))
            let made = try await stage.expect(call, by: .engineer)
            #expect(try made.json["digest"]?.string == "sha256:\(Digest.sha256(of: bytes).hex)")
            #expect(try made.json["size_bytes"]?.integer == 700_000)
            let read = try await stage.expect(.get(Self.path), by: .reviewer)
            #expect(read.body == bytes)
            #expect(read.header("Content-Digest") == contentDigest(bytes))
        }
    }

    @Test("An empty file is a file")
    func empty() async throws {
        try await withStage { stage in
            let made = try await stage.expect(.upload(.put, Self.path, []), by: .engineer)
            #expect(try made.json["size_bytes"]?.integer == 0)
            #expect(try await stage.expect(.get(Self.path), by: .reviewer).body == [])
        }
    }

    @Test("An upload that breaks off leaves no row and no byte")
    func brokenOff() async throws {
        try await withStage { stage in
            let pieces = [[UInt8]](repeating: [UInt8](repeating: 7, count: 100_000), count: 5)
            for announced in [nil, "1000000", "500000"] {
                var call = Call(method: .put, path: Self.path, body: .brokenOff(pieces))
                if let announced { call.headers[.contentLength] = announced }
                try await Self.expectNothingLeft(call, gives: 400, stage)
            }
        }
    }

    @Test("A body shorter or longer than announced leaves nothing", arguments: ["2", "4"])
    func wrongLength(announced: String) async throws {
        try await withStage { stage in
            let call = Call.upload(.put, Self.path, [1, 2, 3]).with("Content-Length", announced)
            try await Self.expectNothingLeft(call, gives: 422, stage)
        }
    }

    @Test("A body that is not the announced one leaves nothing", arguments: ["PUT", "dataset", "import"])
    func wrongDigest(kind: String) async throws {
        try await withStage { stage in
            let bytes: [UInt8] = [9, 8, 7]
            let call: Call =
                switch kind {
                case "PUT": .upload(.put, Self.path, bytes)
                case "dataset": .upload(.put, "/api/v1/datasets/\(Stage.dataset)/versions/files/r.csv", bytes)
                default: .upload(.post, "/api/v1/sources/\(Stage.source)/imports", bytes)
                }
            let (rows, files) = (try await stage.platform.contents(), Self.files(stage))
            let wrong = call.with("Content-Digest", contentDigest([1]))
            #expect(try await stage.send(wrong, by: kind == "import" ? .admin : .engineer).status == 422)
            #expect(try await stage.platform.contents() == rows)
            #expect(Self.files(stage) == files)
        }
    }

    @Test("A digest that cannot be read is refused before the body")
    func malformedDigest() async throws {
        try await withStage { stage in
            for value in ["sha-256=abc", "md5=:AAAA:", "sha-256=:AAAA:", "sha-256=:!:", ""] {
                let call = Call.upload(.put, Self.path, [1]).with("Content-Digest", value)
                try await Self.expectNothingLeft(call, gives: 422, stage)
            }
        }
    }

    @Test("Who may not write is refused before a byte is kept")
    func refusedBeforeReading() async throws {
        try await withStage { stage async throws in
            let files = Self.files(stage)
            let call = Call.upload(.put, Self.path, [UInt8](repeating: 1, count: 1_000_000))
            #expect(try await stage.send(call, by: .otherEngineer).status == 403)
            #expect(Self.files(stage) == files)
        }
    }

    @Test("The same content twice is stored once")
    func deduplicates() async throws {
        try await withStage { stage in
            let before = Self.files(stage).count
            for name in ["a.bin", "b.bin"] {
                let path = "/api/v1/models/\(Stage.model)/versions/\(Stage.draftVersion)/files/\(name)"
                try await stage.expect(.upload(.put, path, [4, 4, 4]), by: .engineer)
            }
            #expect(Self.files(stage).count == before + 1)
        }
    }

    @Test("A sealed version takes no file, is sealed once, and keeps its digest")
    func sealed() async throws {
        try await withStage { stage in
            let version = "/api/v1/models/\(Stage.model)/versions/\(Stage.sealedVersion)"
            let before = try await stage.expect(.get(version), by: .reviewer)
            #expect(try before.json["manifest_digest"]?.string?.hasPrefix("sha256:") == true)
            try await Self.expectNothingLeft(
                .upload(.put, "\(version)/files/weights.bin", [5]),
                gives: 409,
                stage
            )
            try await Self.expectNothingLeft(.post("\(version)/seal"), gives: 409, stage)
            #expect(try await stage.expect(.get(version), by: .reviewer).body == before.body)
        }
    }

    @Test("Two spellings of one accent are two files with contents of their own")
    func spellings() async throws {
        try await withStage { stage in
            let folder = "/api/v1/models/\(Stage.model)/versions/\(Stage.draftVersion)/files"
            let (composed, decomposed) = ("\(folder)/caf%C3%A9", "\(folder)/cafe%CC%81")
            try await stage.expect(.upload(.put, composed, [1]), by: .engineer)
            try await stage.expect(.upload(.put, decomposed, [2]), by: .engineer)
            #expect(try await stage.expect(.get(composed), by: .reviewer).body == [1])
            #expect(try await stage.expect(.get(decomposed), by: .reviewer).body == [2])
        }
    }
}
