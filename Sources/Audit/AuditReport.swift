package import Identifiers

/// Rows of the audit log with the state of the log that they were read from, ready to be written in any
/// format.
package struct AuditReport: Hashable, Sendable {
    /// The forms a report can be asked for.
    package enum Format: String, Hashable, Sendable, CaseIterable {
        case text, json, csv, markdown, html

        /// The media type with its character set.
        package var mediaType: String {
            switch self {
            case .text: "text/plain; charset=utf-8"
            case .json: "application/json"
            case .csv: "text/csv; charset=utf-8; header=present"
            case .markdown: "text/markdown; charset=utf-8"
            case .html: "text/html; charset=utf-8"
            }
        }
    }

    package let title: String
    package let createdAt: Instant
    /// The origin, size and root of the newest signed checkpoint; nil when nothing is signed yet.
    package let log: LogState?
    package let rows: [AuditReportRow]

    /// The signed state that a reader can check the rows against.
    package struct LogState: Hashable, Sendable {
        package let origin: String
        package let size: UInt64
        package let root: Digest

        package init(origin: String, size: UInt64, root: Digest) {
            self.origin = origin
            self.size = size
            self.root = root
        }
    }

    package init(title: String, createdAt: Instant, log: LogState?, rows: [AuditReportRow]) {
        self.title = title
        self.createdAt = createdAt
        self.log = log
        self.rows = rows
    }

    /// The whole report. Throws only for JSON, when an index is beyond 2^53 − 1.
    package func written(as format: Format) throws -> String {
        switch format {
        case .text: textTable
        case .json: String(decoding: try CanonicalJSON.encode(json), as: UTF8.self)
        case .csv: csv
        case .markdown: markdown
        case .html: html
        }
    }

    /// A sentence on where the rows come from.
    var source: String {
        guard let log else { return "Created \(createdAt.rfc3339); no checkpoint is signed yet." }
        return
            "Created \(createdAt.rfc3339) from the log \(log.origin), \(log.size) entries, "
            + "root \(log.root.hex)."
    }

    func cells(_ row: AuditReportRow) -> [String] { AuditReportRow.Column.allCases.map { row.text($0) } }

    var header: [String] { AuditReportRow.Column.allCases.map(\.rawValue) }
}
