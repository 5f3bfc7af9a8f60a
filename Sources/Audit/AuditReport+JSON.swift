internal import Identifiers

extension AuditReport {
    var json: JSONValue {
        var fields: [String: JSONValue] = [
            "title": .string(title), "created_at": .string(createdAt.rfc3339),
            "rows": .array(rows.map { json($0) }),
        ]
        fields["log"] = log.map {
            [
                "origin": .string($0.origin), "size": .integer(Int64(clamping: $0.size)),
                "root": .string($0.root.hex),
            ]
        }
        return .object(fields)
    }

    private func json(_ row: AuditReportRow) -> JSONValue {
        var fields: [String: JSONValue] = [:]
        for column in AuditReportRow.Column.allCases where !row.text(column).isEmpty {
            fields[column.rawValue] = .string(row.text(column))
        }
        fields["index"] = .integer(Int64(clamping: row.index))
        return .object(fields)
    }
}
