/// Something that must not stand in a Swift file, with what to write instead.
struct BannedWord: Sendable {
    /// Tokens that follow each other.
    let pattern: [Token]
    let shown: String
    let instead: String
    /// Whether the file is an exception by its place.
    let isAllowed: @Sendable (SwiftFile) -> Bool

    init(
        _ shown: String,
        instead: String,
        isAllowed: @escaping @Sendable (SwiftFile) -> Bool = { _ in false }
    ) {
        self.shown = shown
        self.instead = instead
        self.isAllowed = isAllowed
        pattern = SwiftLexer.tokens(of: shown)
    }

    static let all: [BannedWord] = [
        BannedWord("print(", instead: "log with swift-log, or report through Commands") {
            $0.target == "Commands" || $0.path.hasPrefix("Tests/Benchmarks/")
        },
        BannedWord("try!", instead: "`try` with a typed error"),
        BannedWord("as!", instead: "`as?` with a guard that throws"),
        BannedWord(
            "fatalError(",
            instead: "a typed error; `precondition` for a broken promise of the caller"
        ),
        BannedWord("Date()", instead: "a parameter `now: Instant` or `@Sendable () -> Instant`") {
            isComposition($0)
        },
        BannedWord("Date.now", instead: "a parameter `now: Instant` or `@Sendable () -> Instant`") {
            isComposition($0)
        },
        BannedWord(
            "@unchecked Sendable",
            instead: "a value type, an actor or a Mutex",
            isAllowed: holdsHandles
        ),
        BannedWord("nonisolated(unsafe)", instead: "a Mutex or an Atomic", isAllowed: holdsHandles),
        BannedWord("unsafe try", instead: "`try unsafe` inside a target that touches C", isAllowed: touchesC),
        BannedWord("public func", instead: "`package`: nothing outside links to us"),
        BannedWord("public struct", instead: "`package`: nothing outside links to us"),
        BannedWord("public enum", instead: "`package`: nothing outside links to us"),
        BannedWord("public protocol", instead: "`package`: nothing outside links to us"),
        BannedWord("public actor", instead: "`package`: nothing outside links to us"),
        BannedWord("public class", instead: "`package`: nothing outside links to us"),
        BannedWord("import XCTest", instead: "`import Testing`"),
    ]

    /// Foundations and adapters may hold C handles and memory maps.
    private static let holdsHandles: @Sendable (SwiftFile) -> Bool = { file in
        ["L1", "L2b"].contains(LayerTable.shared.row(of: file.target ?? "")?.layer)
    }

    /// Beside those, the reader of archives, which is the door of its C library, and the composition.
    static let touchesC: @Sendable (SwiftFile) -> Bool = { file in
        guard let target = file.target else { return true }
        return holdsHandles(file) || target == "ConnectorKit" || isComposition(file) || isLoadSocket(file)
    }

    /// The load client of the benchmarks speaks to the kernel's sockets itself: a library would be measured along.
    private static func isLoadSocket(_ file: SwiftFile) -> Bool {
        file.path == "Sources/Commands/Bench/LoadSocket.swift"
    }

    /// The composition makes the clocks and owns the process.
    private static func isComposition(_ file: SwiftFile) -> Bool {
        file.target == "assay" || file.path.hasPrefix("Tests/Benchmarks/")
    }
}
