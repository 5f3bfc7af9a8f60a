import Access
import Audit
import Catalog
import HTTPTypes
import Identifiers
import Persistence
import Testing
import TransparencyLog

@Suite("Export and import of a model")
struct ArchiveTests {
    private static let model = "/api/v1/models/\(Stage.model)"
    private static let importing =
        "/api/v1/models/import?owner_team=\(Cast.team)&accountable=engineer@example.com"

    /// The members of an archive in their order.
    private static func members(_ archive: [UInt8]) throws -> [(path: String, bytes: [UInt8])] {
        var (reading, members) = (TarReading(), [(path: String, bytes: [UInt8])]())
        for event in try reading.feed(archive) {
            switch event {
            case .member(let path, _): members.append((path, []))
            case .bytes(let bytes): members[members.count - 1].bytes += bytes
            case .memberEnd, .end: break
            }
        }
        #expect(reading.isAtEnd)
        return members
    }

    private static func packed(_ members: [(path: String, bytes: [UInt8])]) -> [UInt8] {
        members.flatMap { path, bytes in
            let size = Int64(bytes.count)
            return TarWriting.header(path: path, sizeBytes: size) + bytes + TarWriting.padding(after: size)
        } + TarWriting.end
    }

    /// The audit entry of the last change.
    @discardableResult
    private static func furnish(_ stage: Stage) async throws -> EffectID? {
        try await stage.expect(.put("\(model)/card", RouteTable.card), by: .engineer)
        try await stage.expect(
            .put("\(model)/versions/1/card", ["caveats": ["limitations": ["own"]]]),
            by: .engineer
        )
        return try await stage.expect(
            .post(
                "\(model)/versions/1/lineage",
                ["dataset": .string(Stage.dataset), "dataset_version": 1, "role": "training"]
            ),
            by: .engineer
        ).effect
    }

    @Test("A model goes from one platform to another with files, cards and the proofs of its history")
    func roundTrip() async throws {
        var archive: [UInt8] = []
        var policy: CheckpointPolicy?
        try await withStage { stage in
            let last = try #require(try await Self.furnish(stage))
            let sequencer = stage.platform.sequencer()
            try await whileRunning([{ try await sequencer.run() }]) {
                try await waitUntil("the last entry under a checkpoint") {
                    let proof = Call.get("/api/v1/audit/entries/\(last)/proof")
                    return try await stage.send(proof, by: .reviewer).status == 200
                }
                archive = try await stage.expect(.get("\(Self.model)/export"), by: .reviewer).body
                let again = try await stage.expect(.get("\(Self.model)/export"), by: .reviewer).body
                #expect(archive == again, "the same state gives the same bytes")
            }
            policy = stage.platform.policy
        }
        try Self.checkEvidence(archive, try #require(policy))
        try await withStage { other in
            let refused = try await other.send(.upload(.post, Self.importing, archive), by: .engineer)
            #expect(refused.status == 409, "the name is taken there")
            #expect(refused.text.contains("?name="))
            let made = try await other.expect(
                .upload(.post, "\(Self.importing)&name=moved", archive),
                by: .engineer
            )
            #expect(try made.json["origin_name"]?.string == Stage.model)
            try await Self.checkImported(other, archive)
        }
    }

    /// Every audit entry verifies with the key of its log and nothing else.
    private static func checkEvidence(_ archive: [UInt8], _ policy: CheckpointPolicy) throws {
        let members = Dictionary(uniqueKeysWithValues: try members(archive).map { ($0.path, $0.bytes) })
        let entries = members.filter { $0.key.hasPrefix("audit/entries/") }
        #expect(entries.count >= 6)
        for (path, body) in entries {
            let number = path.dropFirst("audit/entries/".count).dropLast(".json".count)
            let proof = try #require(members["audit/proofs/\(number).tlog-proof"])
            let accepted = try LogReceipt(parsing: proof).verify(entry: body, policy: policy)
            #expect(accepted.checkpoint.origin == TestPlatform.origin)
            #expect(try AuditEvent(decoding: body).resource?.name == Stage.model)
        }
    }

    private static func checkImported(_ other: Stage, _ archive: [UInt8]) async throws {
        let moved = "/api/v1/models/moved"
        let sealed = try await other.expect(.get("\(moved)/versions/1"), by: .engineer).json
        let origin = try await other.expect(.get("\(model)/versions/1"), by: .engineer).json
        #expect(sealed["manifest_digest"] == origin["manifest_digest"])
        #expect(sealed["lifecycle"] == "candidate")
        let file = try await other.expect(.get("\(moved)/versions/1/files/weights.bin"), by: .engineer)
        #expect(file.body == [1, 2, 3])
        let card = try await other.expect(.get("\(moved)/versions/1/card"), by: .engineer).json
        let caveats = card["sections"]?.array?.first { $0["section"] == "caveats" }
        #expect(caveats?["written"] == ["limitations": ["own"]])
        let claims = try await other.expect(.get("\(moved)/origin"), by: .engineer).json
        let paths = claims["claims"]?.array?.compactMap { $0["path"]?.string } ?? []
        let expected = try members(archive).map(\.path).filter { !$0.hasPrefix("files/") }
        #expect(Set(paths) == Set(expected))
        let entry = try #require(paths.first { $0.hasPrefix("audit/entries/") })
        #expect(try await other.send(.get("\(moved)/origin/\(entry)"), by: .engineer).status == 403)
        let kept = try await other.expect(.get("\(moved)/origin/\(entry)"), by: .reviewer).body
        #expect(kept == (try members(archive).first { $0.path == entry }?.bytes))
        let again = try await other.expect(.get("\(moved)/export"), by: .reviewer).body
        #expect(try members(again).contains { $0.path == "origin/\(entry)" })
    }

    private static func changed(
        _ archive: [UInt8],
        _ change: (inout [(path: String, bytes: [UInt8])]) throws -> Void
    ) throws -> [UInt8] {
        var members = try members(archive)
        try change(&members)
        return packed(members)
    }

    @Test("An archive of which one byte was changed, added, left out or cut off is refused whole")
    func refuses() async throws {
        try await withStage { stage in
            try await Self.furnish(stage)
            let archive = try await stage.expect(.get("\(Self.model)/export"), by: .engineer).body
            let bad: [(String, [UInt8])] = [
                (
                    "a changed file",
                    try Self.changed(archive) { members in
                        let index = try #require(members.firstIndex { $0.path.hasPrefix("files/") })
                        members[index].bytes[0] ^= 1
                    }
                ),
                (
                    "a changed document",
                    try Self.changed(archive) { members in
                        let index = try #require(members.firstIndex { $0.path == "model.json" })
                        members[index].bytes += [0x20]
                    }
                ),
                (
                    "a member too many",
                    try Self.changed(archive) { $0.insert(("versions/9/version.json", []), at: 1) }
                ),
                ("a member too few", try Self.changed(archive) { $0.remove(at: 0) }),
                ("no manifest", try Self.changed(archive) { _ = $0.removeLast() }),
                ("a path that leaves", try Self.changed(archive) { $0[0].path = "../../etc/passwd" }),
                ("a cut archive", Array(archive.prefix(archive.count / 2))), ("nothing", []),
                ("something else", Array("this is no archive".utf8)),
            ]
            let before = try await stage.platform.contents()
            for (what, bytes) in bad {
                let exchange = try await stage.send(
                    .upload(.post, "\(Self.importing)&name=moved", bytes),
                    by: .engineer
                )
                #expect(exchange.status == 422, "\(what): \(exchange.text)")
                #expect(try await stage.platform.contents() == before, "\(what)")
            }
            let elsewhere = Self.importing.replacingTeam(with: Cast.otherTeam)
            let foreign = try await stage.send(
                .upload(.post, "\(elsewhere)&name=moved", archive),
                by: .engineer
            )
            #expect(foreign.status == 403)
        }
    }

    @Test("An upload that breaks off leaves no model behind")
    func brokenOff() async throws {
        try await withStage { stage in
            let archive = try await stage.expect(.get("\(Self.model)/export"), by: .engineer).body
            let before = try await stage.platform.count("models")
            var call = Call.upload(.post, "\(Self.importing)&name=moved", [])
            call.body = .brokenOff([Array(archive.prefix(2_000))])
            call.headers[.contentLength] = nil
            _ = try? await stage.platform.send(call, as: stage.cast.token(.engineer))
            #expect(try await stage.platform.count("models") == before)
        }
    }
}

extension String {
    fileprivate func replacingTeam(with team: String) -> String {
        split(separator: Cast.team, maxSplits: 1).joined(separator: team)
    }
}
