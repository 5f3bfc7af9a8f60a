import Identifiers

/// Histories of the API: what changed, by whom, when, why, and the audit entry that proves it.
enum RecordedChanges {
    /// For tables, what changed stands beside who changed it; JSON keeps the form of the API.
    static func flat(_ listing: ServerConnection.Listing, as format: OutputFormat) -> ServerConnection.Listing
    {
        guard format != .json else { return listing }
        let items = listing.items.map { entry -> JSONValue in
            var fields = entry.object ?? [:]
            for (name, value) in entry["change"]?.object ?? [:] { fields[name] = value }
            return .object(fields)
        }
        return .init(items: items, hasMore: listing.hasMore)
    }
}

extension Console {
    /// A history with the columns of the change before those that all changes have.
    func report(_ changes: ServerConnection.Listing, _ fields: [String], _ options: FormatOptions) {
        let columns = fields + ["changed_at", "changed_by_name", "reason", "effect_id"]
        report(changes, columns, as: options.format)
    }
}
