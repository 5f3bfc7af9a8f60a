import ConnectorKit
import Foundation

/// An export ready to be sent as one file: what was given, or a folder packed into a temporary archive.
struct ExportFile {
    let file: LocalFile
    /// As the server records it.
    let name: String
    /// The folder that holds nothing but our archive; nil when the file is the user's own.
    private let temporaryFolder: String?

    static func prepared(from path: String) throws(CommandFailure) -> ExportFile {
        guard LocalFile.isFolder(path) else {
            let file = try LocalFile(path)
            return ExportFile(file: file, name: file.name, temporaryFolder: nil)
        }
        return try packed(folder: path)
    }

    private static func packed(folder: String) throws(CommandFailure) -> ExportFile {
        let temporary = FileManager.default.temporaryDirectory.appending(
            path: "assay-export-\(UUID().uuidString)"
        ).path
        let archive = "\(temporary)/export.zip"
        do {
            try FileManager.default.createDirectory(
                atPath: temporary,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            let count = try ArchivePacker.pack(folder: folder, into: archive, format: .zip)
            guard count > 0 else { throw CommandFailure.usage("\(folder) has no files") }
            let last = URL(filePath: folder).standardizedFileURL.lastPathComponent
            return ExportFile(file: try LocalFile(archive), name: "\(last).zip", temporaryFolder: temporary)
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw CommandFailure(describing: error)
        }
    }

    /// Removes the temporary archive; the user's own file stays.
    func discard() {
        if let temporaryFolder { try? FileManager.default.removeItem(atPath: temporaryFolder) }
    }
}
