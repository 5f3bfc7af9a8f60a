import FoundationEssentials

/// The file that the server's own messages are appended to.
struct ServerLog: Sendable {
    /// A larger log is set aside at the next launch, over the one set aside before.
    static let bytesMax: UInt64 = 16_777_216
    static let tailBytesMax = 4096

    let path: String
    private let launchOffset: UInt64

    /// Rotates, and remembers where the messages of the coming launch begin.
    init(startingLaunchAt path: String) {
        self.path = path
        let size = Self.size(path)
        guard size > Self.bytesMax else {
            launchOffset = size
            return
        }
        let old = "\(path).1"
        try? FileManager.default.removeItem(atPath: old)
        try? FileManager.default.moveItem(atPath: path, toPath: old)
        launchOffset = Self.size(path)
    }

    /// The last messages since this launch.
    func tail() -> String {
        guard let content = FileManager.default.contents(atPath: path) else { return "" }
        let sinceLaunch = content.dropFirst(Int(launchOffset))
        return String(decoding: sinceLaunch.suffix(Self.tailBytesMax), as: UTF8.self)
    }

    private static func size(_ path: String) -> UInt64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? UInt64) ?? 0
    }
}
