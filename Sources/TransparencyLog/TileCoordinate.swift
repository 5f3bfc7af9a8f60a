/// One file of a tiled log (C2SP tlog-tiles): 256 hashes or entries, or the first few of them.
package struct TileCoordinate: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// Hash i of level L is the root of the 256^L leaves from i × 256^L on.
        case hashes(level: Int)
        case entries
    }

    /// How many hashes or entries a full tile holds.
    package static let widthMax = 256
    /// How many binary tree levels one tile level spans.
    static let height = 8
    // 256^8 is more leaves than a 64-bit size can count.
    private static let levelMax = 7

    package let content: Content
    package let index: UInt64
    /// 1 to 256; below 256 the tile is partial.
    package let width: Int

    package init(content: Content, index: UInt64, width: Int) {
        self.content = content
        self.index = index
        self.width = width
    }

    package var isFull: Bool { width == Self.widthMax }

    /// The tile level; entry bundles stand beside level 0.
    var level: Int {
        if case .hashes(let level) = content { level } else { 0 }
    }
}

// MARK: Paths

extension TileCoordinate {
    /// The path below the log's prefix, such as `tile/0/x001/x234/067.p/12`.
    package var path: String {
        let folder = if case .hashes(let level) = content { String(level) } else { "entries" }
        let partial = isFull ? "" : ".p/\(width)"
        return "tile/\(folder)/\(indexPath)\(partial)"
    }

    private var indexPath: String {
        var rest = index
        var groups = [Self.threeDigits(rest % 1000)]
        while rest >= 1000 {
            rest /= 1000
            groups.append("x" + Self.threeDigits(rest % 1000))
        }
        return groups.reversed().joined(separator: "/")
    }

    private static func threeDigits(_ value: UInt64) -> String {
        String(repeating: "0", count: 3 - String(value).count) + String(value)
    }

    /// Reads exactly what `path` writes; every other spelling is nil, so that a cache holds one copy.
    package init?(path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts.removeFirst() == "tile" else { return nil }
        let folder = parts.removeFirst()
        var width = Self.widthMax
        if parts.count >= 2, parts[parts.count - 2].hasSuffix(".p") {
            guard let partial = Int(parts.removeLast()), (1..<Self.widthMax).contains(partial) else {
                return nil
            }
            width = partial
            parts.append(parts.removeLast().dropLast(2))
        }
        var index: UInt64 = 0
        for part in parts {
            guard let group = UInt64(part.drop { $0 == "x" }), index < UInt64.max / 2000 else { return nil }
            index = index * 1000 + group
        }
        guard let content = Self.content(folder: folder) else { return nil }
        self.init(content: content, index: index, width: width)
        guard self.path == path else { return nil }
    }

    private static func content(folder: Substring) -> Content? {
        if folder == "entries" { return .entries }
        guard let level = Int(folder), (0...levelMax).contains(level) else { return nil }
        return .hashes(level: level)
    }
}

// MARK: Growth

extension TileCoordinate {
    /// The tiles of a log of `new` entries that the log of `old` entries did not have: full ones, then the
    /// partial one, level by level; entry bundles first.
    package static func created(growingFrom old: UInt64, to new: UInt64) -> [TileCoordinate] {
        guard old < new else { return [] }
        var tiles: [TileCoordinate] = []
        for level in 0...levelMax where new >> UInt64(level * height) > 0 {
            let shift = UInt64(level * height)
            let added = Self.added(from: old >> shift, to: new >> shift)
            let contents: [Content] = level == 0 ? [.entries, .hashes(level: 0)] : [.hashes(level: level)]
            for content in contents {
                tiles += added.map { TileCoordinate(content: content, index: $0.index, width: $0.width) }
            }
        }
        return tiles
    }

    private static func added(from old: UInt64, to new: UInt64) -> [(index: UInt64, width: Int)] {
        let widthMax = UInt64(Self.widthMax)
        var added = (old / widthMax..<new / widthMax).map { (index: $0, width: Self.widthMax) }
        if old < new, new % widthMax > 0 { added.append((new / widthMax, Int(new % widthMax))) }
        return added
    }

    /// The partial hash tiles of a log of this size, lowest level first; together they determine its root.
    static func rightEdge(of size: UInt64) -> [TileCoordinate] {
        (0...levelMax).compactMap { level in
            let count = size >> UInt64(level * height)
            let width = Int(count % UInt64(widthMax))
            guard width > 0 else { return nil }
            return TileCoordinate(
                content: .hashes(level: level),
                index: count / UInt64(widthMax),
                width: width
            )
        }
    }

    /// The hash tile that holds the subtree, at its width in a log of this size; nil when it lies outside.
    static func holding(_ node: NodeCoordinate, size: UInt64) -> TileCoordinate? {
        let level = node.level / height
        let first = node.index << UInt64(node.level % height)
        let index = first / UInt64(widthMax)
        let count = size >> UInt64(level * height)
        guard level <= levelMax, first + 1 << UInt64(node.level % height) <= count else { return nil }
        let width = min(UInt64(widthMax), count - index * UInt64(widthMax))
        return TileCoordinate(content: .hashes(level: level), index: index, width: Int(width))
    }
}
