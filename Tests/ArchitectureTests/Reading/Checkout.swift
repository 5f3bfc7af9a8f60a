import FoundationEssentials

/// The repository that these tests were compiled from.
enum Checkout {
    /// The folder that holds `Package.swift`.
    static let root: String = {
        let file = URL(filePath: #filePath).resolvingSymlinksInPath().path
        return "/" + file.split(separator: "/").dropLast(4).joined(separator: "/")
    }()

    /// Folders that tools fill and that git ignores.
    private static let skippedFolders: Set<String> = [
        ".git", ".build", ".assay", ".swiftpm", ".vscode", ".idea", "node_modules",
    ]

    /// Every file of the checkout, relative to its root, sorted.
    static let files: [String] = list("").sorted()

    /// Every Swift file, read and cut into tokens once.
    static let swiftFiles: [SwiftFile] = files.filter { $0.hasSuffix(".swift") }.map { path in
        SwiftFile(path: path, text: text(of: path))
    }

    /// The Swift files that end up in the product: not tests, not the manifest.
    static let sources: [SwiftFile] = swiftFiles.filter { $0.target != nil }

    /// Files that people read and write, with their text.
    static let textFiles: [TextFile] = files.filter(TextFile.isText).map {
        TextFile(path: $0, text: text(of: $0))
    }

    /// The file's text, empty when it cannot be read as UTF-8.
    static func text(of path: String) -> String {
        let data = FileManager.default.contents(atPath: root + "/" + path) ?? Data()
        return String(bytes: data, encoding: .utf8) ?? ""
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root + "/" + path)
    }

    static func byteCount(of path: String) -> Int {
        FileManager.default.contents(atPath: root + "/" + path)?.count ?? 0
    }

    static func topLevelEntries() -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: root))?.sorted() ?? []
    }

    private static func list(_ folder: String) -> [String] {
        let absolute = folder.isEmpty ? root : root + "/" + folder
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: absolute) else { return [] }
        return names.flatMap { name -> [String] in
            let path = folder.isEmpty ? name : folder + "/" + name
            var isFolder = false
            guard FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder) else {
                return []
            }
            guard isFolder else { return name.hasSuffix(".swp") ? [] : [path] }
            return skippedFolders.contains(name) ? [] : list(path)
        }
    }
}
