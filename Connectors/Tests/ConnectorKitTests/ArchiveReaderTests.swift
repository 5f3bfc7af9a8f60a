import FoundationEssentials
import Testing

@testable import ConnectorKit

/// Everything that can be read from a source, and what was refused.
struct Reading: Equatable {
    var members: [String: [UInt8]] = [:]
    var problems: [ImportProblem.Kind] = []

    init(_ source: any ExportSource) throws {
        var stream = try source.members()
        while let member = try stream.next() {
            switch try stream.contents() {
            case .bytes(let bytes): members[member.path] = bytes
            case .refused(let problem): problems.append(problem.kind)
            }
        }
        problems += stream.takeProblems().map(\.kind)
    }
}

struct ArchiveReaderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func pack(
        _ members: [(String, [UInt8])],
        _ format: ArchivePacker.Format = .zip,
        as name: String = "export.zip"
    ) throws -> String {
        let path = folder.path + "/" + name
        let packer = try ArchivePacker(path: path, format: format)
        for (name, bytes) in members { try packer.add(bytes, as: name) }
        try packer.finish()
        return path
    }

    private func limits(
        members: Int = 100,
        memberBytes: Int = 1 << 20,
        total: Int = 1 << 22,
        ratio: Int = 10_000,
        grace: Int = 0
    ) -> ExportLimits {
        ExportLimits(
            membersMax: members,
            memberBytesMax: memberBytes,
            totalBytesMax: total,
            compressionRatioMax: ratio,
            ratioGraceBytes: grace
        )
    }

    @Test(
        "a packed folder reads back the same in every format",
        arguments: [
            (ArchivePacker.Format.zip, "e.zip"), (.tar, "e.tar"), (.gzippedTar, "e.tar.gz"),
        ]
    )
    func roundTrip(format: ArchivePacker.Format, name: String) throws {
        let long = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try folder.write([1, 2, 3], to: "in/channels.json")
        try folder.write(long, to: "in/general/2026-03-02.json")
        try folder.write([4], to: "in/日本語/2026-03-02.json")
        try folder.write([], to: "in/empty")
        let archive = folder.path + "/" + name
        #expect(try ArchivePacker.pack(folder: folder.path + "/in", into: archive, format: format) == 4)
        let expected = [
            "channels.json": [1, 2, 3], "general/2026-03-02.json": long, "日本語/2026-03-02.json": [4],
            "empty": [],
        ]
        let source = try ExportPath.source(at: archive)
        #expect(try Reading(source).members == expected)
        #expect(try Reading(source).problems == [])
        #expect(source.name == "e")
        #expect(try Reading(ExportPath.source(at: folder.path + "/in")).members == expected)
    }

    @Test("the same files give the same archive")
    func deterministic() throws {
        let members = [("a.json", [UInt8](repeating: 7, count: 1000))]
        _ = try pack(members, as: "a.zip")
        _ = try pack(members, as: "b.zip")
        #expect(try folder.read("a.zip") == folder.read("b.zip"))
    }

    @Test(
        "names that lead out of the archive are refused and the others read",
        arguments: [
            "../x.json", "a/../../x.json", "/etc/x.json", "..\\x.json", "C:\\x.json", "a/..", "./..",
        ]
    )
    func traversal(name: String) throws {
        let reading = try Reading(ExportPath.source(at: try pack([(name, [1]), ("ok.json", [2])])))
        #expect(reading.members == ["ok.json": [2]])
        #expect(reading.problems == [.unsafePath])
    }

    @Test("a second member of the same name is refused, also in another spelling")
    func duplicates() throws {
        let reading = try Reading(
            ExportPath.source(at: try pack([("a/x", [1]), ("a/x", [2]), ("a/./x", [3])]))
        )
        #expect(reading.members == ["a/x": [1]])
        #expect(reading.problems == [.duplicateMember, .duplicateMember])
    }

    @Test("links are refused in archives and in folders", arguments: [UInt8(ascii: "1"), UInt8(ascii: "2")])
    func links(type: UInt8) throws {
        let tar =
            Tar.member("link.json", type: type, target: "/etc/hosts") + Tar.member("ok.json", bytes: [5])
            + Tar.end
        let reading = try Reading(ExportPath.source(at: try folder.write(tar, to: "links.tar")))
        #expect(reading.members == ["ok.json": [5]])
        #expect(reading.problems == [.notAFile])
        try folder.write([6], to: "in/ok.json")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/in/link.json",
            withDestinationPath: "/etc/hosts"
        )
        let plain = try Reading(ExportPath.source(at: folder.path + "/in"))
        #expect(plain.members == ["ok.json": [6]])
        #expect(plain.problems == [.notAFile])
    }

    @Test("encrypted members are refused and the others read")
    func encrypted() throws {
        let path = try pack([("secret.json", [1, 2, 3]), ("ok.json", [2])])
        var bytes = try folder.read("export.zip")
        for (signature, flagOffset) in [([0x50, 0x4B, 3, 4] as [UInt8], 6), ([0x50, 0x4B, 1, 2], 8)] {
            let start = try #require(bytes.indices.first { bytes[$0...].starts(with: signature) })
            bytes[start + flagOffset] |= 1
        }
        try folder.write(bytes, to: "export.zip")
        let reading = try Reading(ExportPath.source(at: path))
        #expect(reading.members == ["ok.json": [2]])
        #expect(reading.problems == [.encrypted])
    }

    @Test(
        "a member over its limit is skipped and the others read",
        arguments: [
            (ArchivePacker.Format.zip, "big.zip"), (.gzippedTar, "big.tgz"),
        ]
    )
    func largeMember(format: ArchivePacker.Format, name: String) throws {
        let path = try pack(
            [("big.json", [UInt8](repeating: 9, count: 5000)), ("ok.json", [1])],
            format,
            as: name
        )
        let reading = try Reading(ExportPath.source(at: path, limits: limits(memberBytes: 4999)))
        #expect(reading.members == ["ok.json": [1]])
        #expect(reading.problems == [.memberTooLarge])
    }

    @Test(
        "an archive over a limit of the whole is refused",
        arguments: [
            (ArchivePacker.Format.zip, "bomb.zip"), (.gzippedTar, "bomb.tgz"),
        ]
    )
    func bombs(format: ArchivePacker.Format, name: String) throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        let path = try pack((0..<6).map { ("\($0).json", zeros) }, format, as: name)
        func reading(_ limits: ExportLimits) throws {
            _ = try Reading(ExportPath.source(at: path, limits: limits))
        }
        #expect(throws: ExportError.suspiciousCompression(ratioMax: 100)) {
            try reading(limits(total: 1 << 30, ratio: 100, grace: 1 << 20))
        }
        #expect(throws: ExportError.tooManyBytes(limit: 1 << 22)) { try reading(limits()) }
        #expect(throws: ExportError.tooManyMembers(limit: 5)) {
            try reading(limits(members: 5, total: 1 << 30))
        }
        #expect(throws: Never.self) { try reading(limits(members: 6, total: 6 << 20)) }
    }

    @Test(
        "a broken-off archive gives what came before and then says so",
        arguments: [
            (ArchivePacker.Format.zip, "cut.zip"), (.tar, "cut.tar"), (.gzippedTar, "cut.tgz"),
        ]
    )
    func truncated(format: ArchivePacker.Format, name: String) throws {
        var generator = SystemRandomNumberGenerator()
        let noise = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let path = try pack([("first.json", [1]), ("second.json", noise)], format, as: name)
        try folder.write(Array(try folder.read(name).prefix(120_000)), to: name)
        var stream = try ExportPath.source(at: path).members()
        #expect(try stream.next()?.path == "first.json")
        #expect(try stream.contents() == .bytes([1]))
        #expect(try stream.next()?.path == "second.json")
        let error = #expect(throws: ExportError.self) {
            _ = try stream.contents()
            _ = try stream.next()
        }
        guard case .corrupt(let members, _) = error else {
            Issue.record("not reported as corrupt")
            return
        }
        #expect(members >= 1)
    }

    @Test("what is no export is refused when it is opened")
    func notExports() throws {
        let text = try folder.write(Array("hello world, this is plain text".utf8), to: "notes.txt")
        let empty = try folder.write([], to: "empty.zip")
        #expect(throws: ExportError.notAnExport(name: "notes.txt")) {
            _ = try Reading(ExportPath.source(at: text))
        }
        #expect(throws: (any Error).self) { _ = try Reading(ExportPath.source(at: empty)) }
        let error = #expect(throws: ExportError.self) {
            try ExportPath.source(at: folder.path + "/missing.zip")
        }
        #expect(error?.description.contains(folder.path) == false)
    }

    @Test("a single JSON file is an export with one member")
    func singleFile() throws {
        let path = try folder.write(Array("[]".utf8), to: "general.json")
        try folder.write([1], to: "other.json")
        let source = try ExportPath.source(at: path)
        #expect(source.name == "general")
        #expect(try Reading(source).members == ["general.json": Array("[]".utf8)])
    }

    @Test("bytes beyond what members declared count as well")
    func gateCounts() throws {
        var gate = MemberGate(limits: limits(total: 100), archiveByteCount: 10)
        #expect(try gate.admit(.init(path: "a", byteCount: 60)) != nil)
        try gate.count(bytes: 40)
        #expect(throws: ExportError.tooManyBytes(limit: 100)) { try gate.count(bytes: 1) }
        #expect(throws: ExportError.tooManyBytes(limit: 100)) { try gate.count(bytes: Int.max) }
    }
}

/// Writes the members that the packer refuses to: ustar (POSIX.1-1988) headers by hand.
enum Tar {
    static let end = [UInt8](repeating: 0, count: 1024)

    static func member(
        _ name: String,
        type: UInt8 = UInt8(ascii: "0"),
        target: String = "",
        bytes: [UInt8] = []
    ) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (position, byte) in text.utf8.enumerated() { header[offset + position] = byte }
        }
        put(name, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        let size = String(bytes.count, radix: 8)
        put(String(repeating: "0", count: 11 - size.count) + size, at: 124)
        put("00000000000", at: 136)
        put("        ", at: 148)
        header[156] = type
        put(target, at: 157)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
        put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", at: 148)
        let padding = [UInt8](repeating: 0, count: (512 - bytes.count % 512) % 512)
        return header + bytes + padding
    }
}
