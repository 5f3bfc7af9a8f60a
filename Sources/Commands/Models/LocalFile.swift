import Foundation
import Identifiers
import Signing

/// A regular file on this machine, to be sent.
struct LocalFile: Hashable, Sendable {
    /// The most files of one folder that are sent at once.
    static let filesMax = 10_000
    private static let pieceBytes = 1 << 20

    let path: String
    let sizeBytes: Int64

    init(_ path: String) throws(CommandFailure) {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: Self.resolved(path)),
            attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? NSNumber
        else { throw .usage("\(path) is no file, or there is no permission to read it") }
        self.path = path
        sizeBytes = size.int64Value
    }

    var name: String { path.split(separator: "/").last.map { String($0) } ?? path }

    static func isFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path))
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }

    /// The files below a folder by their relative paths, in order; links are left out.
    static func files(below folder: String) throws(CommandFailure) -> [(relative: String, file: LocalFile)] {
        guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            throw .usage("the folder \(folder) cannot be read")
        }
        var files: [(relative: String, file: LocalFile)] = []
        for relative in paths.sorted() {
            let path = folder + "/" + relative
            let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            guard type == .typeRegular else { continue }
            guard files.count < filesMax else { throw .usage("\(folder) has more than \(filesMax) files") }
            files.append((relative, try LocalFile(path)))
        }
        guard !files.isEmpty else { throw .usage("\(folder) has no files") }
        return files
    }

    /// Reads the whole file once.
    func digest(progress: (Int64) -> Void = { _ in }) throws(CommandFailure) -> Digest {
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? handle.close() }
            var hasher = SHA256Hasher()
            var read: Int64 = 0
            while let data = try handle.read(upToCount: Self.pieceBytes), !data.isEmpty {
                hasher.update(data)
                read += Int64(data.count)
                progress(read)
            }
            return hasher.finalize()
        } catch { throw .impossible("\(path) cannot be read: \(error.localizedDescription)") }
    }

    private static func resolved(_ path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().path
    }
}
