import Identifiers

/// Sends one file with its digest, so that the server refuses anything but these bytes, and shows how far
/// it is.
struct FileSending {
    let session: Session
    let bar: ProgressBar

    init(session: Session) {
        self.session = session
        bar = ProgressBar(on: session.console)
    }

    func send(
        _ file: LocalFile,
        by method: TransportRequest.Method = .put,
        to path: AddressPath,
        query: [(String, String?)] = []
    ) async throws -> ServerConnection.Answer {
        defer { bar.end() }
        let digest = try file.digest { bar.show("hashing", done: $0, total: file.sizeBytes, unit: .bytes) }
        let upload = FileUpload(path: file.path, sizeBytes: file.sizeBytes) { [bar, file] sent in
            bar.show("uploading", done: sent, total: file.sizeBytes, unit: .bytes)
        }
        return try await session.server.upload(upload, by: method, to: path, query: query, digest: digest)
    }
}
