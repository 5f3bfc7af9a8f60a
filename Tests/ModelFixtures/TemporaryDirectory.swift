import Foundation

/// A folder that is gone when the value is.
package final class TemporaryDirectory: Sendable {
    package let path: String

    package init(_ files: [String: [UInt8]] = [:]) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID().uuidString)")
        path = root.path
        for (name, bytes) in files {
            let file = root.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: file)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
