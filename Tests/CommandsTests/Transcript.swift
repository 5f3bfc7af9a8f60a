import Synchronization

@testable import Commands

/// A console that keeps what was said.
final class Transcript: Sendable {
    private let said = Mutex((output: "", error: ""))

    var output: String { said.withLock { $0.output } }
    var error: String { said.withLock { $0.error } }

    func console(_ style: Console.Style = .init()) -> Console {
        Console(style: style) { text, stream in
            self.said.withLock { said in
                if stream == .output { said.output += text } else { said.error += text }
            }
        }
    }
}
