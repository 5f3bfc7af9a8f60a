/// Which member of an export is what. Archives differ in whether everything lies in one more folder.
struct SlackLayout {
    enum Index: String, CaseIterable {
        case channels, groups, dms, mpims, users
        case organizationUsers = "org_users"
    }

    enum Part: Equatable {
        case index(Index)
        /// Messages of the conversation that the folder's name stands for.
        case messages(folder: String)
        case other
    }

    /// The folder that holds the index files, empty or ending in `/`.
    private(set) var root: String?
    /// Files of messages by the folder they lie in.
    private var filesByFolder: [String: Int] = [:]
    private var looseFiles: [String] = []
    private var membersSeen = 0
    private let sourceName: String

    init(sourceName: String) {
        self.sourceName = sourceName
    }

    /// Takes note of a member; the answer says whether it is an index file to be read now, and whether index
    /// files read before turned out to lie too deep to count.
    mutating func note(_ path: String) -> (index: Index, replacesEarlier: Bool)? {
        membersSeen += 1
        let (folder, file) = Self.split(path)
        if Self.isDayFile(file) {
            filesByFolder[folder, default: 0] += 1
        } else if let index = Self.index(file), folder.split(separator: "/").count < 2 {
            return noteIndex(index, in: folder)
        } else if folder.isEmpty, file.hasSuffix(".json") {
            looseFiles = Array((looseFiles + [file]).prefix(2))
        }
        return nil
    }

    private mutating func noteIndex(_ index: Index, in folder: String) -> (
        index: Index, replacesEarlier: Bool
    )? {
        guard let known = root else {
            root = folder
            return (index, false)
        }
        if folder == known { return (index, false) }
        guard folder.utf8.count < known.utf8.count, folder.isEmpty else { return nil }
        root = folder
        return (index, true)
    }

    /// To be called once all members were noted.
    mutating func settle() {
        guard root == nil else { return }
        let tops = Set(filesByFolder.keys.filter { $0.contains("/") }.map { Self.split($0).folder })
        let isWrapped = !filesByFolder.keys.contains { !$0.contains("/") }
        root = isWrapped && tops.count == 1 ? tops.first : ""
    }

    func part(_ path: String) -> Part {
        let (folder, file) = Self.split(path)
        if Self.isDayFile(file) { return conversation(folder).map { .messages(folder: $0) } ?? .other }
        if let index = Self.index(file), folder == root ?? "" { return .index(index) }
        if membersSeen == 1, looseFiles == [file], folder.isEmpty { return .messages(folder: sourceName) }
        return .other
    }

    /// The folders of messages, sorted, as conversations are named.
    var conversations: [String] {
        let alone = membersSeen == 1 && looseFiles.count == 1 ? [sourceName] : []
        return (filesByFolder.keys.compactMap { conversation($0) } + alone).sorted()
    }

    var messageFiles: Int {
        let inFolders = filesByFolder.filter { conversation($0.key) != nil }.values.reduce(0, +)
        return inFolders == 0 && membersSeen == 1 ? looseFiles.count : inFolders
    }

    /// The conversation whose files lie in `folder`; day files without a folder belong to one named like the
    /// export.
    private func conversation(_ folder: String) -> String? {
        let root = root ?? ""
        if folder == root { return sourceName }
        let prefix = root.isEmpty ? "" : root + "/"
        guard folder.hasPrefix(prefix) else { return nil }
        let name = String(folder.dropFirst(prefix.count))
        return name.contains("/") || name.hasPrefix("__") ? nil : name
    }

    private static func split(_ path: String) -> (folder: String, file: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        return (String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    private static func index(_ file: String) -> Index? {
        guard file.hasSuffix(".json") else { return nil }
        return Index(rawValue: String(file.dropLast(5)))
    }

    /// `2026-03-02.json`. The date is in the exporter's time zone and says nothing about the messages inside.
    private static func isDayFile(_ file: String) -> Bool {
        let bytes = Array(file.utf8)
        guard bytes.count == 15, file.hasSuffix(".json") else { return false }
        return bytes[..<10].enumerated().allSatisfy { position, byte in
            position == 4 || position == 7
                ? byte == UInt8(ascii: "-") : (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }
}
