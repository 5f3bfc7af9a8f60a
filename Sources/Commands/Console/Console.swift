import Foundation

/// Where a command says things: results to stdout, everything else to stderr.
struct Console: Sendable {
    enum Stream: Sendable {
        case output
        case error
    }

    enum Emphasis: String, Sendable {
        case bold = "1"
        case faint = "2"
        case good = "32"
        case bad = "31"
    }

    /// What the two streams can show.
    struct Style: Hashable, Sendable {
        var outputIsTerminal = false
        var errorIsTerminal = false
        /// Colour is for terminals, and for nobody who says NO_COLOR.
        var usesColour = false
        var columns = 80
    }

    let style: Style
    private let sink: @Sendable (String, Stream) -> Void

    init(style: Style, sink: @escaping @Sendable (String, Stream) -> Void) {
        self.style = style
        self.sink = sink
    }

    /// The two streams of this process, unbuffered.
    static func standard() -> Console {
        let environment = ProcessInfo.processInfo.environment
        let outputIsTerminal = isatty(FileHandle.standardOutput.fileDescriptor) == 1
        let errorIsTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
        let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        let columns = environment["COLUMNS"].flatMap(Int.init) ?? 80
        let style = Style(
            outputIsTerminal: outputIsTerminal,
            errorIsTerminal: errorIsTerminal,
            usesColour: outputIsTerminal && !isPlain,
            columns: min(max(columns, 40), 400)
        )
        return Console(style: style) { text, stream in
            // A closed pipe is the reader's decision.
            try? handle(of: stream).write(contentsOf: Data(text.utf8))
        }
    }

    private static func handle(of stream: Stream) -> FileHandle {
        stream == .output ? .standardOutput : .standardError
    }

    func write(_ text: String, to stream: Stream) { sink(text, stream) }

    /// A line of the result.
    func say(_ line: String = "") { sink(line + "\n", .output) }

    /// A line beside the result.
    func note(_ line: String) { sink(line + "\n", .error) }

    func emphasised(_ text: String, _ emphasis: Emphasis) -> String {
        style.usesColour ? "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m" : text
    }
}
