/// Turns the ids in a message into names that a reader of that message may see; nil leaves the id standing.
package protocol MentionNames: Sendable {
    func userName(_ id: String) -> String?
    func channelName(_ id: String) -> String?
    func groupName(_ id: String) -> String?
}
