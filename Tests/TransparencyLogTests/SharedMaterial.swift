import Foundation

/// Published test vectors kept outside the repository: `ASSAY_TEST_DATA`, or `shared` beside the checkout.
enum SharedMaterial {
    private static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["ASSAY_TEST_DATA"] {
            return URL(fileURLWithPath: path, isDirectory: true)
        }
        // SwiftPM may hand over a path through a symbolic link; the real folder has the checkout above it.
        let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        return folder.appendingPathComponent("../../../shared").standardizedFileURL
    }()

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
    }

    /// The paths, below the root, of all files under `folder` with this extension.
    static func files(under folder: String, withExtension ending: String) -> [String] {
        let base = root.appendingPathComponent(folder).path
        let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix("." + ending) }.sorted().map { "\(folder)/\($0)" }
    }
}
