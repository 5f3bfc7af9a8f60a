import Catalog
import Foundation
import Testing

@Suite("Archives of tar")
struct TarTests {
    private static let members: [(path: String, bytes: [UInt8])] = [
        ("README.txt", Array("hello\n".utf8)), ("empty", []), ("exact", [UInt8](repeating: 7, count: 512)),
        ("files/" + String(repeating: "d", count: 150) + "/deep.bin", [1, 2, 3]),
        ("name with ümlaut", [UInt8](repeating: 9, count: 1_025)),
    ]

    private static var archive: [UInt8] {
        members.flatMap { path, bytes in
            let size = Int64(bytes.count)
            return TarWriting.header(path: path, sizeBytes: size) + bytes + TarWriting.padding(after: size)
        } + TarWriting.end
    }

    private static func read(_ bytes: [UInt8], inPiecesOf count: Int) throws -> [String: [UInt8]] {
        var (reading, members, path) = (TarReading(), [String: [UInt8]](), "")
        for start in stride(from: 0, to: bytes.count, by: count) {
            for event in try reading.feed(Array(bytes[start..<min(start + count, bytes.count)])) {
                switch event {
                case .member(let name, _): (path, members[name]) = (name, [])
                case .bytes(let bytes): members[path, default: []] += bytes
                case .memberEnd, .end: break
                }
            }
        }
        #expect(reading.isAtEnd)
        return members
    }

    @Test(
        "What was written is read again, in whatever pieces it comes",
        arguments: [1, 7, 511, 512, 513, 100_000]
    )
    func roundTrip(_ pieceBytes: Int) throws {
        let expected = Dictionary(uniqueKeysWithValues: Self.members.map { ($0.path, $0.bytes) })
        #expect(try Self.read(Self.archive, inPiecesOf: pieceBytes) == expected)
    }

    @Test("The system's tar lists and extracts the same")
    func systemTar() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tar-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "a.tar")
        try Data(Self.archive).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["tar", "-xf", "a.tar"]
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        for (path, bytes) in Self.members {
            #expect(try Data(contentsOf: folder.appending(path: path)) == Data(bytes), "\(path)")
        }
    }

    @Test("A file over eight gibibytes has its size in a pax record, which reads back")
    func large() throws {
        var reading = TarReading()
        let size: Int64 = 20 << 30
        #expect(
            try reading.feed(TarWriting.header(path: "big", sizeBytes: size)) == [
                .member(path: "big", sizeBytes: size)
            ]
        )
    }

    @Test("A cut archive is not at its end")
    func cut() throws {
        for count in [0, 100, 512, 600, Self.archive.count - 1_024] {
            var reading = TarReading()
            _ = try reading.feed(Array(Self.archive.prefix(count)))
            #expect(!reading.isAtEnd)
        }
    }

    @Test("Damage, links and folders are refused")
    func refuses() {
        var damaged = Self.archive
        damaged[3] ^= 1
        var link = TarWriting.header(path: "a", sizeBytes: 0)
        link[156] = UInt8(ascii: "2")
        // The checksum counts the type: 2 instead of 0.
        link[153] += 2
        for bytes in [damaged, link, Array(repeating: 65, count: 512)] {
            var reading = TarReading()
            #expect(throws: TarReading.Fault.self) { try reading.feed(bytes) }
        }
    }

    @Test(
        "Sizes that no file has are refused, in the header and in a pax record",
        arguments: ["-0000000001", "+0000000001"]
    )
    func hostileSizes(_ size: String) {
        var header = TarWriting.header(path: "a", sizeBytes: 0)
        header.replaceSubrange(124..<135, with: Array(size.utf8))
        Self.sum(&header)
        var reading = TarReading()
        #expect(throws: TarReading.Fault.self) { try reading.feed(header) }
    }

    @Test(
        "A pax record with a size that sums could not hold is refused",
        arguments: [Int64.max, -1, 1 << 51]
    )
    func hostilePax(_ size: Int64) {
        let rest = " size=\(size)\n"
        let record = Array("\(rest.utf8.count + 2)\(rest)".utf8)
        var header = TarWriting.header(path: "pax_header", sizeBytes: Int64(record.count))
        header[156] = UInt8(ascii: "x")
        Self.sum(&header)
        var reading = TarReading()
        #expect(throws: TarReading.Fault.self) { try reading.feed(header + record) }
    }

    /// Puts the checksum of the block where it belongs.
    private static func sum(_ header: inout [UInt8]) {
        header.replaceSubrange(148..<156, with: Array("        ".utf8))
        let digits = String(header.prefix(512).reduce(0) { $0 + Int($1) }, radix: 8)
        let padded = String(repeating: "0", count: 6 - digits.count) + digits
        header.replaceSubrange(148..<156, with: Array("\(padded)\0 ".utf8))
    }
}
