import Audit
import HTTPTypes
import Identifiers
import PostgresClient
import TestSupport
import Testing
import Workflows

@Suite("Uploads in parts")
struct PartUploadTests {
    private static let mpu = "/api/2.0/mlflow-artifacts/mpu"

    @Test("MLflow's client uploads parts to signed addresses, in any order, without a token")
    func mlflow() async throws {
        try await withStage { stage in
            let root = try await stage.addRoot()
            let created = try await stage.expect(
                .post("\(Self.mpu)/create/\(root)/model", ["path": "/data/ada/big.bin", "num_parts": 3]),
                by: .engineer
            )
            let id = try #require(try created.json["upload_id"]?.string)
            let urls = try (created.json["credentials"]?.array ?? []).compactMap { $0["url"]?.string }
            #expect(urls.count == 3)
            let contents: [[UInt8]] = [[1, 1], [2, 2], [3]]
            var parts: [JSONValue] = []
            for index in [2, 0, 1] {
                let path = String(urls[index].dropFirst("http://localhost".count))
                let put = try await stage.platform.send(.upload(.put, path, contents[index]))
                #expect(put.status == 200, "\(put.text)")
                let effect = try #require(put.effect)
                let event = try #require(try await stage.platform.event(effect))
                #expect(event.actor.authenticationMethod == "signed_address")
                #expect(event.actor.principalID == "\(try stage.cast.id(.engineer))")
                let tag = try #require(put.header("ETag"))
                parts.append(["part_number": .integer(Int64(index + 1)), "etag": .string(tag)])
            }
            parts.sort { ($0["part_number"]?.integer ?? 0) < ($1["part_number"]?.integer ?? 0) }
            let completion: JSONValue = ["path": "big.bin", "upload_id": .string(id), "parts": .array(parts)]
            try await stage.expect(.post("\(Self.mpu)/complete/\(root)/model", completion), by: .engineer)
            let read = try await stage.expect(
                .get("/api/2.0/mlflow-artifacts/artifacts/\(root)/model/big.bin"),
                by: .reviewer
            )
            #expect(read.body == [1, 1, 2, 2, 3])
            // The parts are gone with their contents, at once.
            #expect(try await stage.platform.count("artifact_upload_parts") == 0)
            let row = try await stage.platform.superuser.queryOne(
                "SELECT count(*) AS rows FROM contents WHERE digest = sha256('\\x0101')"
            )
            #expect(try row?.decode("rows", as: Int.self) == 0)
            #expect(
                ArtifactTests.files(stage).allSatisfy {
                    !$0.hasSuffix(String(contentTag([1, 1]).dropFirst(2)))
                }
            )
            let again = try await stage.send(
                .post("\(Self.mpu)/complete/\(root)/model", completion),
                by: .engineer
            )
            // What is not there has no owner, so only a right to everything would tell.
            #expect(again.status == 403)
        }
    }

    @Test("A signed address works for its method, path, time and principal only")
    func signatures() async throws {
        try await withStage { stage in
            let root = try await stage.addArtifact()
            let path = "\(root)/folder/weights.bin"
            let signed = try await stage.expect(
                .get("/api/2.0/mlflow-artifacts/presigned/\(path)"),
                by: .reviewer
            )
            #expect(try signed.json["file_size"] == 3)
            let url = try #require(try signed.json["url"]?.string)
            let address = String(url.dropFirst("http://localhost".count))
            func status(_ call: Call) async throws -> Int { try await stage.platform.send(call).status }
            #expect(try await stage.platform.send(.get(address)).body == [1, 2, 3])
            #expect(try await status(Call(method: .head, path: address)) == 200)
            let ranged = try await stage.platform.send(Call.get(address).with("Range", "bytes=1-1"))
            #expect(ranged.body == [2])
            #expect(try await status(.upload(.put, address, [1])) == 401)
            #expect(try await status(.delete(address)) == 401)
            #expect(try await status(.get(address.replacing("weights.bin", with: "other.bin"))) == 401)
            #expect(
                try await status(.get(address.replacing("assay-expires=1", with: "assay-expires=2"))) == 401
            )
            let other = "assay-principal=\(try stage.cast.id(.admin))"
            let own = "assay-principal=\(try stage.cast.id(.reviewer))"
            #expect(try await status(.get(address.replacing(own, with: other))) == 401)
            _ = try await stage.platform.superuser.execute(
                "UPDATE principals SET is_disabled = true WHERE email LIKE 'reviewer%'"
            )
            #expect(try await status(.get(address)) == 401)
            _ = try await stage.platform.superuser.execute("UPDATE principals SET is_disabled = false")
            #expect(try await status(.get(address)) == 200)
            stage.platform.clock.advance(seconds: 901)
            #expect(try await status(.get(address)) == 401)
        }
    }

    @Test("What was sent is shown, so that a client goes on after a pause")
    func resuming() async throws {
        try await withStage { stage in
            let upload = try await stage.addUpload([[1], [2]])
            let path = "/api/v1/uploads/\(upload.id)"
            let shown = try await stage.expect(.get(path), by: .engineer)
            #expect(try shown.json["parts"]?.array?.compactMap { $0["number"]?.integer } == [1, 2])
            try await stage.expect(.upload(.put, "\(path)/parts/2", [9, 9]), by: .engineer)
            let wrong: JSONValue = ["digest": .string("sha256:\(contentTag([0]))")]
            #expect(try await stage.send(.post("\(path)/complete", wrong), by: .engineer).status == 422)
            let digest: JSONValue = ["digest": .string("sha256:\(contentTag([1, 9, 9]))")]
            let made = try await stage.expect(.post("\(path)/complete", digest), by: .engineer)
            #expect(try made.json["size_bytes"] == 3)
        }
    }

    @Test("Parts that are missing, twice, in disorder or changed are refused, and nothing is lost")
    func faultyCompletions() async throws {
        try await withStage { stage in
            let upload = try await stage.addUpload([[1], [2]])
            let tags = [contentTag([1]), contentTag([2])]
            func part(_ number: Int, _ tag: String) -> JSONValue {
                ["part_number": .integer(Int64(number)), "etag": .string("\"\(tag)\"")]
            }
            let faulty: [[JSONValue]] = [
                [], [part(1, tags[0])], [part(2, tags[1])], [part(2, tags[1]), part(1, tags[0])],
                [part(1, tags[0]), part(1, tags[0])], [part(1, tags[0]), part(3, tags[1])],
                [part(1, tags[1]), part(2, tags[0])], [part(1, "no"), part(2, tags[1])],
                [part(1, tags[0]), part(2, tags[1]), part(3, tags[1])], [part(0, tags[0]), part(1, tags[1])],
            ]
            let before = try await stage.platform.contents()
            for parts in faulty {
                let completion: JSONValue = [
                    "path": "big.bin", "upload_id": .string(upload.id), "parts": .array(parts),
                ]
                let answer = try await stage.send(
                    .post("\(Self.mpu)/complete/\(upload.root)", completion),
                    by: .engineer
                )
                #expect(answer.status == 400, "\(parts): \(answer.text)")
                #expect(try await stage.platform.contents() == before)
            }
            for number in ["0", "10001", "-1", "x"] {
                let put = Call.upload(.put, "/api/v1/uploads/\(upload.id)/parts/\(number)", [1])
                #expect(try await stage.send(put, by: .engineer).status == 422)
            }
            try await stage.expect(.upload(.put, "/api/v1/uploads/\(upload.id)/parts/4", [4]), by: .engineer)
            #expect(
                try await stage.send(.post("/api/v1/uploads/\(upload.id)/complete"), by: .engineer).status
                    == 422
            )
        }
    }

    @Test("An aborted and an expired upload leave nothing")
    func endings() async throws {
        try await withStage { stage in
            let files = ArtifactTests.files(stage)
            let upload = try await stage.addUpload([[1, 2, 3, 4]])
            try await stage.expect(.delete("/api/v1/uploads/\(upload.id)"), by: .engineer)
            #expect(ArtifactTests.files(stage) == files)
            let expired = try await stage.addUpload([[1, 2, 3, 4]])
            stage.platform.clock.advance(seconds: 86_401)
            let late = Call.upload(.put, "/api/v1/uploads/\(expired.id)/parts/2", [1])
            #expect(try await stage.send(late, by: .engineer).status == 403)
            _ = try await stage.platform.collect(at: stage.platform.clock.current)
            stage.platform.clock.advance(seconds: 90_000)
            _ = try await stage.platform.collect(at: stage.platform.clock.current)
            #expect(ArtifactTests.files(stage) == files)
            #expect(try await stage.platform.count("artifact_uploads") == 0)
        }
    }

    @Test("A quota counts the parts that wait")
    func quota() async throws {
        try await withStage { stage in
            try await stage.expect(
                .put("/api/v1/artifacts/quotas/\(Cast.team)", ["bytes_max": 4]),
                by: .admin
            )
            let upload = try await stage.addUpload([[1, 2, 3]])
            let second = Call.upload(.put, "/api/v1/uploads/\(upload.id)/parts/2", [1, 2])
            #expect(try await stage.send(second, by: .engineer).problem == "quota_exceeded")
            try await stage.expect(.upload(.put, "/api/v1/uploads/\(upload.id)/parts/2", [1]), by: .engineer)
            try await stage.expect(.post("/api/v1/uploads/\(upload.id)/complete"), by: .engineer)
        }
    }
}
