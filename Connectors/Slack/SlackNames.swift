import Corpus
import Markup

/// Names for the ids in messages. Private conversations are never named: their names are for their members
/// only.
struct SlackNames: MentionNames {
    static let hiddenChannel = "private-channel"

    private var users: [String: String] = [SlackID.slackbot: "Slackbot"]
    private var channels: [String: String] = [:]

    mutating func add(_ person: ExportedPerson) { users[person.nativeID] = person.displayName }

    mutating func add(_ container: ExportedContainer) {
        channels[container.nativeID] = container.kind.isOpenToWorkspace ? container.name : Self.hiddenChannel
    }

    func userName(_ id: String) -> String? { users[id] }
    func channelName(_ id: String) -> String? { channels[id] }
    func groupName(_ id: String) -> String? { nil }
}
