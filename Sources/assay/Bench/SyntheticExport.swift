import ConnectorKit
import FoundationEssentials

/// A Slack export of made-up messages about a software project, the same for the same size.
struct SyntheticExport {
    private static let channels = ["general", "releases", "incidents", "architecture", "support"]
    private static let people = 25
    private static let messagesPerDay = 200
    private static let secondsPerDay = 86_400
    /// 2026-01-05 00:00:00 UTC, a Monday.
    private static let firstDaySeconds = 1_767_571_200

    let messages: Int

    /// Packs the export as a zip file at `path`, through `folder`, which must not exist yet.
    func write(to path: String, through folder: String) throws {
        try makeFolder(folder)
        try write(Self.users, to: "\(folder)/users.json")
        try write(Self.channelList, to: "\(folder)/channels.json")
        var made = 0
        var day = 0
        while made < messages {
            for channel in Self.channels where made < messages {
                let count = min(Self.messagesPerDay, messages - made)
                try makeFolder("\(folder)/\(channel)")
                let bodies = (0..<count).map { self.message(number: made + $0, of: $0, day: day) }
                try write(bodies, to: "\(folder)/\(channel)/\(Self.date(ofDay: day)).json")
                made += count
            }
            day += 1
        }
        _ = try ArchivePacker.pack(folder: folder, into: path, format: .zip)
    }

    private func message(number: Int, of place: Int, day: Int) -> Message {
        let seconds = Self.firstDaySeconds + day * Self.secondsPerDay + place * 60
        return Message(
            type: "message",
            user: Self.userID(number % Self.people),
            text: SyntheticText.sentences(number: number),
            ts: "\(seconds).\(String(100_000 + number % 900_000))"
        )
    }

    private static let users = (0..<people).map { number in
        Person(
            id: userID(number),
            name: "person\(number)",
            realName: "Person \(number)",
            profile: .init(email: "person\(number)@bench.example")
        )
    }

    private static let channelList = channels.enumerated().map { number, name in
        Channel(id: "C\(1_000_000 + number)", name: name, members: (0..<people).map(userID))
    }

    private static func userID(_ number: Int) -> String { "U\(1_000_000 + number)" }

    /// The day in the proleptic Gregorian calendar, `YYYY-MM-DD`.
    private static func date(ofDay day: Int) -> String {
        let time = Date(timeIntervalSince1970: Double(firstDaySeconds + day * secondsPerDay))
        return time.formatted(.iso8601.year().month().day())
    }

    private func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    private func write(_ value: some Encodable, to path: String) throws {
        try JSONEncoder().encode(value).write(to: URL(filePath: path))
    }
}

extension SyntheticExport {
    private struct Message: Encodable {
        var type: String
        var user: String
        var text: String
        var ts: String
    }

    private struct Person: Encodable {
        enum CodingKeys: String, CodingKey {
            case id, name, profile
            case realName = "real_name"
        }
        struct Profile: Encodable { var email: String }

        var id: String
        var name: String
        var realName: String
        var profile: Profile
    }

    private struct Channel: Encodable {
        var id: String
        var name: String
        var members: [String]
    }
}
