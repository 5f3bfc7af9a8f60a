import ArgumentParser
import Foundation
import Identifiers
import Signing
import Testing

@testable import Commands

@Suite("Catalog commands")
struct CatalogCommandTests {
    @Test("A change goes back with the ETag of what was looked at, and names its audit entry")
    func update() async throws {
        let world = try TestSession { _, _ in
            .json(#"{"name":"churn"}"#, headers: ["etag": "\"4\"", "assay-audit-entry": "e-1"])
        }
        try await ModelUpdateCommand.parse(["churn", "--risk", "high"]).perform(in: world.session)
        let patch = try #require(world.server.received.last)
        #expect(patch.method == .patch)
        #expect(patch.headers["If-Match"] == "\"4\"")
        #expect(patch.json == ["risk_class": "high"])
        #expect(world.transcript.error.contains("audit entry e-1"))
    }

    @Test("An upload announces size and digest, and keeps relative paths")
    func upload() async throws {
        let world = try TestSession { _, _ in .json(#"{"path":"x"}"#) }
        _ = try world.folder.write("abc", to: "export/sub/a b.bin")
        let arguments = ["churn", "3", world.folder.path + "/export", "--under", "onnx"]
        try await ModelUploadCommand.parse(arguments).perform(in: world.session)
        let put = try #require(world.server.received.first)
        #expect(put.path == "/api/v1/models/churn/versions/3/files/onnx/sub/a%20b.bin")
        let digest = Base64.encode(Digest.sha256(of: Array("abc".utf8)).bytes)
        #expect(put.headers["Content-Digest"] == "sha-256=:\(digest):")
        guard case .file(let file) = put.body else { throw CommandFailure.impossible("no file was sent") }
        #expect(file.sizeBytes == 3)
    }

    private func files(_ path: String, digest: Digest) -> String {
        #"{"items":[{"path":"\#(path)","size_bytes":3,"digest":"sha256:\#(digest.hex)"}]}"#
    }

    @Test("A download is checked against the recorded digest, and leaves nothing when it is wrong")
    func download() async throws {
        let list = files("sub/a.bin", digest: Digest.sha256(of: Array("abc".utf8)))
        for content in ["abc", "abd"] {
            let world = try TestSession { request, _ in
                request.path.hasSuffix("/files") ? .json(list) : .bytes(Array(content.utf8))
            }
            let command = try ModelDownloadCommand.parse(["churn", "3", "--into", world.folder.path])
            let place = world.folder.path + "/sub/a.bin"
            if content == "abc" {
                try await command.perform(in: world.session)
                #expect(try String(contentsOfFile: place, encoding: .utf8) == "abc")
                let again = await #expect(throws: CommandFailure.self) {
                    try await command.perform(in: world.session)
                }
                #expect(again?.status == .answerIsNo)
            } else {
                await #expect(throws: CommandFailure.self) { try await command.perform(in: world.session) }
                #expect(
                    try FileManager.default.contentsOfDirectory(atPath: world.folder.path + "/sub").isEmpty
                )
            }
        }
    }

    @Test(
        "A server cannot make a download leave its folder",
        arguments: ["../a", "/etc/a", "a//b", "a/./b", "a/.."]
    )
    func escape(path: String) throws {
        let list =
            try JSONValue(parsing: Array(files(path, digest: Digest.sha256(of: [])).utf8))["items"]?.array
            ?? []
        #expect(throws: CommandFailure.self) { try ModelDownloadCommand.chosen([], from: list) }
    }

    @Test("An archive is written whole, and sent with its digest to where it shall live")
    func archive() async throws {
        let world = try TestSession { request, _ in
            request.method == .get ? .bytes(Array("tar".utf8)) : .json(#"{"model":"churn"}"#)
        }
        let place = world.folder.path + "/churn.tar"
        try await ModelExportCommand.parse(["churn", "--output", place]).perform(in: world.session)
        #expect(try String(contentsOfFile: place, encoding: .utf8) == "tar")
        try await ModelImportCommand.parse([place, "--team", "t", "--accountable", "a@b.de"])
            .perform(in: world.session)
        let post = try #require(world.server.received.last)
        #expect(post.method == .post)
        #expect(post.path == "/api/v1/models/import?owner_team=t&accountable=a%40b.de")
        #expect(post.headers["Content-Digest"] != nil)
    }

    @Test("Members are added to what the team has, and the team is found by its name")
    func team() async throws {
        let member = "01938c1e-5e7a-7cc1-9d3c-0242ac120002"
        let team = #"{"id":"01938c1e-5e7a-7cc1-9d3c-0242ac120009","name":"Ranking","members":["m0"]}"#
        let world = try TestSession { request, _ in
            request.path.contains("page_size")
                ? .json(#"{"items":[\#(team)]}"#) : .json(team, headers: ["etag": "\"2\""])
        }
        try await TeamAddCommand.parse(["ranking", member]).perform(in: world.session)
        let patch = try #require(world.server.received.last)
        #expect(patch.json?["members"] == ["m0", .string(member)])
        #expect(patch.headers["If-Match"] == "\"2\"")
    }

    @Test("A name that two people bear is not guessed")
    func ambiguous() async throws {
        let world = try TestSession { _, _ in
            .json(#"{"items":[{"id":"1","display_name":"Ada"},{"id":"2","display_name":"ada"}]}"#)
        }
        let failure = await #expect(throws: CommandFailure.self) {
            try await world.connection.principalID(of: "Ada")
        }
        #expect(failure?.status == .usage)
    }

    @Test("A new token goes alone to stdout, and its request is never repeated")
    func token() async throws {
        let world = try TestSession { _, _ in
            .json(#"{"id":"t","token":"asy_pat_x","expires_at":"2026-02-01"}"#)
        }
        try await TokenCreateCommand.parse(["--label", "ci"]).perform(in: world.session)
        #expect(world.transcript.output == "asy_pat_x\n")
        #expect(world.server.received.first?.headers["Idempotency-Key"] == nil)
    }
}
