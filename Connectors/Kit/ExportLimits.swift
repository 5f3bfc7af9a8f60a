/// What an export may ask of the machine that reads it.
package struct ExportLimits: Hashable, Sendable {
    package var membersMax: Int
    /// Uncompressed bytes of one member that is read; larger ones are skipped with a problem.
    package var memberBytesMax: Int
    /// Uncompressed bytes of all members, by what they declare or by what was read, whichever is more.
    package var totalBytesMax: Int
    /// Uncompressed bytes for each byte of the archive. Slack exports reach about 23 in a single file and 10
    /// over all; deflate itself ends at 1032.
    package var compressionRatioMax: Int
    /// Bytes that may be unpacked before the ratio counts.
    package var ratioGraceBytes: Int

    package init(
        membersMax: Int,
        memberBytesMax: Int,
        totalBytesMax: Int,
        compressionRatioMax: Int,
        ratioGraceBytes: Int
    ) {
        self.membersMax = membersMax
        self.memberBytesMax = memberBytesMax
        self.totalBytesMax = totalBytesMax
        self.compressionRatioMax = compressionRatioMax
        self.ratioGraceBytes = ratioGraceBytes
    }

    /// 500,000 members, 256 MiB each, 64 GiB together, ratio 200 after the first 64 MiB.
    package static let standard = ExportLimits(
        membersMax: 500_000,
        memberBytesMax: 256 << 20,
        totalBytesMax: 64 << 30,
        compressionRatioMax: 200,
        ratioGraceBytes: 64 << 20
    )
}
