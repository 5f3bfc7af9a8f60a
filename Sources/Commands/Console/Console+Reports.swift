import Identifiers

extension Console {
    /// A listing in the format asked for; says on stderr when it was cut.
    func report(_ listing: ServerConnection.Listing, _ fields: [String], as format: OutputFormat) {
        write(Tabulation(fields, listing.items).written(as: format), to: .output)
        if listing.hasMore { note("There are more; see --limit.") }
    }

    func report(_ item: JSONValue, _ fields: [String], as format: OutputFormat) {
        write(Card(fields: fields, item: item).written(as: format), to: .output)
    }

    /// The outcome of a change, with the audit entry that records it on stderr.
    func report(_ change: ServerConnection.Answer, _ fields: [String], as format: OutputFormat) {
        report(change.value, fields, as: format)
        noteAuditEntry(of: change)
    }

    func noteAuditEntry(of change: ServerConnection.Answer) {
        if let entry = change.auditEntry { note("audit entry \(TerminalText.singleLine(entry))") }
    }
}
