import Foundation

/// Another engine on the same model, in a process of `scripts/encoder-peers.py` that answers cell by cell.
final class EncoderPeer {
    private static let script = "scripts/encoder-peers.py"

    /// By the script's names: single precision (llama.cpp's weights in half), then 8 bits.
    static let single = ["onnxruntime", "torch", "ctranslate2", "llama.cpp-f16"]
    static let integer = ["onnxruntime-int8", "ctranslate2-int8", "llama.cpp-q8_0"]

    let name: String
    private let process = Process()
    private let questions = Pipe()
    private let answers = Pipe()
    private var unread = Data()

    private struct Answer: Decodable {
        let times: [Double]
        let cpuSeconds: Double
        let vector: [Float]
    }

    /// Starts an engine and waits until it has its model; nil where the environment lacks it.
    init?(_ name: String, environment folder: String, model: String, work: String, _ run: BenchRun) {
        self.name = name
        process.executableURL = URL(filePath: "\(folder)/bin/python")
        process.arguments = [Self.script, name, model, work]
        process.standardInput = questions
        process.standardOutput = answers
        process.standardError = FileHandle.nullDevice
        run.say("encoder: starting \(name)")
        guard (try? process.run()) != nil, line() == "ready" else { return nil }
    }

    func measure(_ cell: EncoderCell, seconds: Double) throws -> EncoderSample {
        let question = "\(cell.length) \(cell.batch) \(cell.threads) \(seconds)\n"
        try questions.fileHandleForWriting.write(contentsOf: Data(question.utf8))
        guard let text = line() else { throw BenchFault("\(name) ended in \(cell.name)") }
        let answer = try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
        return EncoderSample(
            times: answer.times,
            cpuSeconds: answer.cpuSeconds,
            batch: cell.batch,
            vector: answer.vector
        )
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
