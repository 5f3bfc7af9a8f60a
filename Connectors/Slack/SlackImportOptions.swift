/// What an administrator decides when a Slack export is imported.
package struct SlackImportOptions: Hashable, Sendable, Codable {
    /// Also imports conversations of two people and of closed groups (`dms.json`, `mpims.json`). Off unless
    /// there is a recorded legal basis.
    package var includeDirectMessages: Bool
    /// Takes every folder of an export without channel lists as a public channel. Without it they are private
    /// and have no members. Folders that look like direct messages are never public.
    package var assumePublicChannels: Bool
    package var limits: SlackImportLimits

    package init(
        includeDirectMessages: Bool = false,
        assumePublicChannels: Bool = false,
        limits: SlackImportLimits = .standard
    ) {
        self.includeDirectMessages = includeDirectMessages
        self.assumePublicChannels = assumePublicChannels
        self.limits = limits
    }
}

/// The written limits of reading; all of them bound memory.
package struct SlackImportLimits: Hashable, Sendable, Codable {
    /// Messages in one batch; people and containers likewise.
    package var batchRecordsMax: Int
    /// Uncompressed bytes read for one batch, up to the end of the file that passes it.
    package var batchBytesMax: Int
    /// UTF-8 bytes of one message; longer text is cut with a problem.
    package var textBytesMax: Int
    /// Messages whose identity is remembered to recognise duplicates; later duplicates are left to the store.
    package var remembersMax: Int

    package init(batchRecordsMax: Int, batchBytesMax: Int, textBytesMax: Int, remembersMax: Int) {
        self.batchRecordsMax = batchRecordsMax
        self.batchBytesMax = batchBytesMax
        self.textBytesMax = textBytesMax
        self.remembersMax = remembersMax
    }

    /// 1,000 records and 32 MiB a batch, 256 KiB a message, 2,000,000 messages remembered (about 100 MB).
    package static let standard = SlackImportLimits(
        batchRecordsMax: 1000,
        batchBytesMax: 32 << 20,
        textBytesMax: 256 << 10,
        remembersMax: 2_000_000
    )
}
