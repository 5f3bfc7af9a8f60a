/// What to do with a message by its `subtype`; unknown ones are read, for what people see they may also find.
enum SlackSubtype: Equatable {
    case ordinary
    /// The root of a thread was deleted; its replies live on.
    case tombstone
    /// An event that carries the new revision of another message.
    case changed
    /// An event that withdraws another message.
    case deleted
    case notice

    init(_ name: String?) {
        switch name {
        case "tombstone": self = .tombstone
        case "message_changed": self = .changed
        case "message_deleted": self = .deleted
        case let name? where Self.notices.contains(name): self = .notice
        default: self = .ordinary
        }
    }

    private static let notices: Set<String> = [
        "app_conversation_join", "app_conversation_leave", "assistant_app_thread", "bot_add", "bot_disable",
        "bot_enable",
        "bot_remove", "channel_archive", "channel_canvas_updated", "channel_convert_to_private",
        "channel_convert_to_public", "channel_join", "channel_leave", "channel_name",
        "channel_posting_permissions",
        "channel_unarchive", "ekm_access_denied", "group_archive", "group_join", "group_leave", "group_name",
        "group_unarchive", "huddle_thread", "joiner_notification", "joiner_notification_for_inviter",
        "message_replied",
        "pinned_item", "reminder_add", "sh_room_created", "tabbed_canvas_updated", "unpinned_item",
    ]
}
