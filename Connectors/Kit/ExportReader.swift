/// A connector's reader of one export: pull-based and synchronous, on the thread of whoever calls.
package protocol ExportReader {
    /// The next records, nil when the export is read to its end.
    ///
    /// What is damaged but tolerable arrives as a problem inside a batch. An `ExportError` means that the
    /// rest cannot be read; everything before it has already been returned.
    mutating func nextBatch() throws -> ExportBatch?
}
