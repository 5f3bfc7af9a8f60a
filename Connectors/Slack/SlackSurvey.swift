import ConnectorKit
import Corpus

/// The first pass over an export: its layout, its people and conversations, and what identifies the archive.
struct SlackSurvey {
    let layout: SlackLayout
    let directory: SlackDirectory
    let problems: [ImportProblem]
    /// Changes when a member's name or size does.
    let fingerprint: String

    init(_ source: any ExportSource, options: SlackImportOptions) throws(ExportError) {
        var pass = Pass(sourceName: source.name)
        var members = try source.members()
        var isComplete = true
        do throws(ExportError) {
            while let member = try members.next() { try pass.visit(member, &members) }
        } catch {
            // What lies before the damage is still read; the second pass meets the damage again and reports
            // it.
            guard case .corrupt = error else { throw error }
            isComplete = false
        }
        pass.layout.settle()
        pass.directory.settle(
            folders: pass.layout.conversations,
            assumePublicChannels: options.assumePublicChannels,
            isComplete: isComplete
        )
        layout = pass.layout
        directory = pass.directory
        problems = members.takeProblems() + pass.problems + pass.directory.problems
        fingerprint = String(pass.hash, radix: 16)
    }

    private struct Pass {
        var layout: SlackLayout
        var directory = SlackDirectory()
        var problems: [ImportProblem] = []
        /// FNV-1a, 64 bit (http://www.isthe.com/chongo/tech/comp/fnv/); recognises a mix-up, proves nothing.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325

        init(sourceName: String) {
            layout = SlackLayout(sourceName: sourceName)
        }

        mutating func visit(_ member: ExportMember, _ members: inout any ExportMembers) throws(ExportError) {
            for byte in "\(member.path)\u{0}\(member.byteCount ?? -1)\u{0}".utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            }
            guard let (index, replacesEarlier) = layout.note(member.path) else { return }
            if replacesEarlier { directory = SlackDirectory() }
            switch try members.contents() {
            case .bytes(let bytes): directory.read(bytes, as: index, member: member.path)
            case .refused(let problem): problems.append(problem)
            }
        }
    }
}
