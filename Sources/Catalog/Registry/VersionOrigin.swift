/// Where a version was registered from, as its client said and as the server resolved it.
package struct VersionOrigin: Hashable, Sendable, Codable {
    /// As given: `runs:/…`, `models:/…`, `s3://…`.
    package var source: String
    /// Where its files are fetched from.
    package var storageLocation: String
    /// 32 hexadecimal digits when the run is known here; else what the client called it.
    package var runID: String?
    /// `m-` and 32 hexadecimal digits.
    package var loggedModelID: String?
    package var runLink: String?

    package init(
        source: String,
        storageLocation: String,
        runID: String?,
        loggedModelID: String?,
        runLink: String?
    ) {
        self.source = source
        self.storageLocation = storageLocation
        self.runID = runID
        self.loggedModelID = loggedModelID
        self.runLink = runLink
    }
}
