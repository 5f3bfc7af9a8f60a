import Foundation

/// A program that answers each line on its standard input with a line of JSON on its standard output.
final class PeerProcess {
    private let name: String
    private let process = Process()
    private let questions = Pipe()
    private let answers = Pipe()
    private var unread = Data()

    /// Starts it and waits for its line `ready`; nil where the environment lacks what it needs.
    init?(_ name: String, program: String, _ arguments: [String]) {
        self.name = name
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = questions
        process.standardOutput = answers
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil, line() == "ready" else { return nil }
    }

    func ask<Answer: Decodable>(_ question: String, _ answer: Answer.Type) throws -> Answer {
        try questions.fileHandleForWriting.write(contentsOf: Data("\(question)\n".utf8))
        guard let text = line() else { throw BenchFault("\(name) ended at \(question)") }
        return try JSONDecoder().decode(answer, from: Data(text.utf8))
    }

    func stop() {
        try? questions.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The next line of the answers; nil when the process has ended.
    private func line() -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread = Data(unread[unread.index(after: end)...]) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let more = answers.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            unread.append(more)
        }
    }
}
