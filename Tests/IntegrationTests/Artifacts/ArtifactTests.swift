import Audit
import Foundation
import HTTPTypes
import Identifiers
import PostgresClient
import Signing
import TestSupport
import Testing

@Suite("Artifacts are kept whole, found by folder, and given out checked")
struct ArtifactTests {
    private static let proxy = "/api/2.0/mlflow-artifacts/artifacts"

    private static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    }

    static func files(_ stage: Stage) -> [String] { UploadTests.files(stage) }

    @Test("What MLflow's client puts comes back with type, disposition and digest")
    func roundTrip() async throws {
        try await withStage { stage in
            let root = try await stage.addRoot()
            for (name, bytes) in [("model/MLmodel", Self.bytes(300)), ("empty.bin", []), ("a b/ü.json", [1])]
            {
                let path = "\(Self.proxy)/\(root)/\(Self.escaped(name))"
                var call = Call.upload(.put, path, bytes)
                call.headers[.contentLength] = nil
                let made = try await stage.expect(call, by: .engineer)
                #expect(made.text == "{}")
                let read = try await stage.expect(.get(path), by: .reviewer)
                #expect(read.body == bytes)
                #expect(read.header("ETag") == "\"\(contentTag(bytes))\"")
                #expect(read.header("Content-Disposition")?.hasPrefix("attachment; filename=") == true)
                #expect(read.header("X-Content-Type-Options") == "nosniff")
                #expect(
                    read.header("Content-Type")
                        == (name.hasSuffix("json") ? "application/json" : read.header("Content-Type"))
                )
            }
            let missing = try await stage.send(.get("\(Self.proxy)/\(root)/none"), by: .reviewer)
            #expect(missing.status == 404)
            #expect(try missing.json["error_code"] == "RESOURCE_DOES_NOT_EXIST")
        }
    }

    private static func escaped(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    }

    @Test("Folders are listed one level at a time, in byte order, with sizes of files")
    func listing() async throws {
        try await withStage { stage in
            let root = try await stage.addRoot()
            for name in ["b/x.bin", "b/y/z.bin", "a.txt", "b.txt", "b/x.bin2"] {
                try await stage.expect(.upload(.put, "\(Self.proxy)/\(root)/\(name)", [1, 2]), by: .engineer)
            }
            func names(_ path: String) async throws -> [String] {
                let listed = try await stage.expect(.get("\(Self.proxy)?path=\(path)"), by: .reviewer)
                return try (listed.json["files"]?.array ?? []).map { file in
                    let isFolder = file["is_dir"]?.bool == true
                    #expect((file["file_size"] == nil) == isFolder)
                    return (file["path"]?.string ?? "") + (isFolder ? "/" : "")
                }
            }
            #expect(try await names(root) == ["a.txt", "b/", "b.txt"])
            #expect(try await names("\(root)/b") == ["x.bin", "x.bin2", "y/"])
            #expect(try await names("\(root)/b/y/") == ["z.bin"])
            #expect(try await names("\(root)/nothing") == [])
            #expect(try await names("0/\(String(repeating: "0", count: 32))/artifacts") == [])
            let run = String(root.split(separator: "/")[1])
            let relative = try await stage.expect(
                .get("/api/2.0/mlflow/artifacts/list?run_id=\(run)&path=b"),
                by: .reviewer
            )
            #expect(try relative.json["root_uri"]?.string == "mlflow-artifacts:/\(root)")
            #expect(
                try relative.json["files"]?.array?.compactMap { $0["path"]?.string } == [
                    "b/x.bin", "b/x.bin2", "b/y",
                ]
            )
        }
    }

    @Test("A path that could leave its root is refused, however it is written")
    func traversal() async throws {
        try await withStage { stage in
            let root = try await stage.addRoot()
            let before = try await stage.platform.contents()
            let unsafe = [
                "\(root)/../x", "\(root)/%2e%2e/x", "\(root)/%252e%252e/x", "\(root)/a/%25252e%25252e/x",
                "\(root)/..%2fx",
                "\(root)/a%5cb", "\(root)/a%23b", "\(root)/a%00b", "\(root)/a%0ab", "\(root)/a%255cb",
                "\(root)/./x",
                "%2fetc/passwd", "C:%2fx", "0/../\(root)/x", "etc/passwd", "0/nothing/artifacts/x",
                "0/models/x/artifacts/x",
                root,
            ]
            for path in unsafe {
                let put = try await stage.send(.upload(.put, "\(Self.proxy)/\(path)", [1]), by: .engineer)
                #expect(put.status == 400, "\(path): \(put.text)")
                #expect(try put.json["error_code"] == "INVALID_PARAMETER_VALUE")
            }
            for path in unsafe.dropLast() {
                #expect(
                    try await stage.send(.get("\(Self.proxy)/\(path)"), by: .engineer).status == 400,
                    "\(path)"
                )
                #expect(
                    try await stage.send(.delete("\(Self.proxy)/\(path)"), by: .engineer).status == 400,
                    "\(path)"
                )
            }
            #expect(try await stage.platform.contents() == before)
            #expect(
                try await stage.send(.get("\(Self.proxy)?path=\(root)/%252e%252e"), by: .engineer).status
                    == 400
            )
        }
    }

    @Test("An upload that ends after any number of bytes leaves no row and no byte")
    func brokenOff() async throws {
        try await withStage { stage in
            let root = try await stage.addRoot()
            let content = Self.bytes(100)
            let (rows, files) = (try await stage.platform.contents(), Self.files(stage))
            for count in stride(from: 0, through: 100, by: 10) {
                for isAnnounced in [true, false] {
                    var call = Call(
                        method: .put,
                        path: "\(Self.proxy)/\(root)/x.bin",
                        body: .brokenOff([Array(content.prefix(count))])
                    )
                    if isAnnounced { call.headers[.contentLength] = "100" }
                    #expect(try await stage.send(call, by: .engineer).status == 400)
                    #expect(try await stage.platform.contents() == rows, "\(count)")
                    #expect(Self.files(stage) == files, "\(count)")
                }
            }
        }
    }

    @Test("A body that is not the announced one leaves nothing")
    func wrongDigest() async throws {
        try await withStage { stage in
            let path = "\(Self.proxy)/\(try await stage.addRoot())/x.bin"
            let (rows, files) = (try await stage.platform.contents(), Self.files(stage))
            let wrong = Call.upload(.put, path, [1, 2]).with("Content-Digest", contentDigest([9]))
            #expect(try await stage.send(wrong, by: .engineer).status == 400)
            let short = Call.upload(.put, path, [1, 2]).with("Content-Length", "3")
            #expect(try await stage.send(short, by: .engineer).status == 400)
            #expect(try await stage.platform.contents() == rows)
            #expect(Self.files(stage) == files)
        }
    }

    @Test("A file put again is replaced, and the audit entry names both digests")
    func overwriting() async throws {
        try await withStage { stage in
            let path = "\(Self.proxy)/\(try await stage.addRoot())/x.bin"
            try await stage.expect(.upload(.put, path, [1]), by: .engineer)
            let made = try await stage.expect(.upload(.put, path, [2]), by: .engineer)
            let effect = try #require(made.effect)
            let event = try #require(try await stage.platform.event(effect))
            #expect(event.before != nil)
            #expect(event.details["replaced_digest"]?.string == "sha256:\(contentTag([1]))")
            #expect(event.resource?.digest == Digest.sha256(of: [2]))
            #expect(try await stage.expect(.get(path), by: .reviewer).body == [2])
            let beside = try await stage.send(.upload(.put, "\(path)/y", [1]), by: .engineer)
            #expect(beside.status == 409)
        }
    }

    @Test("Ranges are given as asked, with the digest to hold them together")
    func ranges() async throws {
        try await withStage { stage in
            let content = Self.bytes(12_000)
            let root = try await stage.addArtifact(content)
            let path = "\(Self.proxy)/\(root)/folder/weights.bin"
            func get(_ range: String, ifRange: String? = nil) async throws -> Exchange {
                var call = Call.get(path).with("Range", range)
                if let ifRange { call = call.with("If-Range", ifRange) }
                return try await stage.send(call, by: .reviewer)
            }
            let middle = try await get("bytes=4000-4100")
            #expect(middle.status == 206)
            #expect(middle.body == Array(content[4_000...4_100]))
            #expect(middle.header("Content-Range") == "bytes 4000-4100/12000")
            #expect(try await get("bytes=-5").body == Array(content.suffix(5)))
            #expect(try await get("bytes=11990-").body == Array(content.suffix(10)))
            #expect(try await get("bytes=11990-99999999").body == Array(content.suffix(10)))
            #expect(try await get("bytes=0-0").body == [content[0]])
            let beyond = try await get("bytes=12000-")
            #expect(beyond.status == 416)
            #expect(beyond.header("Content-Range") == "bytes */12000")
            let tag = "\"\(contentTag(content))\""
            #expect(try await get("bytes=0-9", ifRange: tag).status == 206)
            #expect(try await get("bytes=0-9", ifRange: "\"other\"").body.count == 12_000)
            for odd in ["bytes=5-1", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "bytes=-"] {
                #expect(try await get(odd).status == 200, "\(odd)")
            }
            #expect(
                try await stage.send(Call.get(path).with("If-None-Match", tag), by: .reviewer).status == 304
            )
            let head = try await stage.send(Call(method: .head, path: path), by: .reviewer)
            #expect(head.header("Content-Length") == "12000")
            #expect(head.body == [])
        }
    }

    @Test("Damaged bytes are never handed out as a range")
    func damagedRange() async throws {
        try await withStage { stage in
            let content = Self.bytes(4_300_000)
            let root = try await stage.addArtifact(content)
            let digest = contentTag(content)
            let file = stage.platform.folder.path(
                "contents/sha256/\(digest.prefix(2))/\(digest.dropFirst(2))"
            )
            var stored = try Data(contentsOf: URL(filePath: file))
            stored[4_250_000] ^= 1
            try stored.write(to: URL(filePath: file))
            let path = "\(Self.proxy)/\(root)/folder/weights.bin"
            let sound = try await stage.send(Call.get(path).with("Range", "bytes=0-99"), by: .reviewer)
            #expect(sound.body == Array(content.prefix(100)))
            await #expect(throws: (any Error).self) {
                try await stage.send(Call.get(path).with("Range", "bytes=4250100-4250200"), by: .reviewer)
            }
        }
    }

    @Test("Only the run's own people write, and a deleted run takes nothing")
    func rights() async throws {
        try await withStage { stage in
            let own = try await stage.addRoot(by: .otherEngineer, inTeam: false)
            let path = "\(Self.proxy)/\(own)/x.bin"
            #expect(try await stage.send(.upload(.put, path, [1]), by: .engineer).status == 403)
            try await stage.expect(.upload(.put, path, [1]), by: .otherEngineer)
            #expect(try await stage.send(.delete(path), by: .engineer).status == 403)
            #expect(try await stage.send(.get(path), by: .employee).status == 403)
            _ = try await stage.platform.superuser.execute("UPDATE runs SET deleted_at = now()")
            #expect(try await stage.send(.upload(.put, path, [2]), by: .otherEngineer).status == 409)
            #expect(try await stage.expect(.get(path), by: .reviewer).body == [1])
        }
    }

    @Test("A restricted root is closed to everybody else: reading, listing, writing, signing")
    func restriction() async throws {
        try await withStage { stage in
            let root = try await stage.addArtifact()
            let restriction = "/api/v1/artifacts/restrictions/\(root)"
            try await stage.expect(.put(restriction, ["groups": [.string(Cast.otherTeam)]]), by: .engineer)
            #expect(try await stage.expect(.get(restriction), by: .reviewer).json["groups"] == ["pricing"])
            let path = "\(Self.proxy)/\(root)/folder/weights.bin"
            for person in [Person.engineer, .reviewer, .admin, .approver] {
                for call in [
                    Call.get(path), .get("\(Self.proxy)?path=\(root)"),
                    .get("/api/v1/artifacts/folders/\(root)"),
                    .get("/api/2.0/mlflow-artifacts/presigned/\(root)/folder/weights.bin"),
                ] {
                    #expect(try await stage.send(call, by: person).status == 403, "\(person) \(call.path)")
                }
            }
            #expect(try await stage.send(.upload(.put, path, [1]), by: .engineer).status == 403)
            #expect(try await stage.expect(.get(path), by: .otherEngineer).body == [1, 2, 3])
            let version = Call.post(
                "/api/2.0/mlflow/model-versions/create",
                [
                    "name": .string(Stage.model), "source": .string("mlflow-artifacts:/\(root)/folder"),
                    "run_id": .string(root.split(separator: "/").dropFirst().first.map(String.init) ?? ""),
                ]
            )
            #expect(try await stage.send(version, by: .engineer).status == 409, "registering would open them")
            #expect(try await stage.send(.put(restriction, ["groups": []]), by: .otherEngineer).status == 403)
            try await stage.expect(.put(restriction, ["groups": []]), by: .engineer)
            #expect(try await stage.expect(.get(path), by: .reviewer).body == [1, 2, 3])
            #expect(
                try await stage.send(.put(restriction, ["groups": ["none"]]), by: .engineer).status == 422
            )
        }
    }

    @Test(
        "A quota is kept before and at the commit, counts replacements, and says no in a way nobody repeats"
    )
    func quota() async throws {
        try await withStage { stage in
            let root = try await stage.addArtifact([1, 2, 3])
            let quota = "/api/v1/artifacts/quotas/\(Cast.team)"
            #expect(try await stage.send(.put(quota, ["bytes_max": 10]), by: .engineer).status == 403)
            let set = try await stage.expect(.put(quota, ["bytes_max": 10]), by: .admin)
            #expect(try set.json["bytes_used"] == 3)
            let path = "\(Self.proxy)/\(root)/x.bin"
            let (rows, files) = (try await stage.platform.contents(), Self.files(stage))
            for isAnnounced in [true, false] {
                var call = Call.upload(.put, path, Self.bytes(8))
                if !isAnnounced { call.headers[.contentLength] = nil }
                let refused = try await stage.send(call, by: .engineer)
                #expect(refused.status == 403)
                #expect(try refused.json["error_code"] == "RESOURCE_EXHAUSTED")
            }
            #expect(try await stage.platform.contents() == rows)
            #expect(Self.files(stage) == files)
            try await stage.expect(.upload(.put, path, Self.bytes(7)), by: .engineer)
            try await stage.expect(.upload(.put, path, Self.bytes(6)), by: .engineer)
            #expect(try await stage.send(.upload(.put, "\(path)2", [1, 2]), by: .engineer).status == 403)
            try await stage.expect(.delete("\(Self.proxy)/\(root)/folder"), by: .engineer)
            try await stage.expect(.upload(.put, "\(path)2", [1, 2]), by: .engineer)
            let listed = try await stage.expect(.get("/api/v1/artifacts/quotas"), by: .reviewer)
            #expect(try listed.items.first?["bytes_used"] == 8)
            try await stage.expect(.put(quota, ["bytes_max": nil]), by: .admin)
            try await stage.expect(.upload(.put, "\(path)3", Self.bytes(100)), by: .engineer)
        }
    }
}
