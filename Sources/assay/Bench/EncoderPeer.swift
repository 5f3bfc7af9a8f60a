/// Another engine on the same model, in a process of `scripts/encoder-peers.py` that answers cell by cell.
struct EncoderPeer {
    private static let script = "scripts/encoder-peers.py"

    /// By the script's names: single precision (llama.cpp's weights in half), then 8 bits.
    static let single = ["onnxruntime", "torch", "ctranslate2", "llama.cpp-f16"]
    static let integer = ["onnxruntime-int8", "ctranslate2-int8", "llama.cpp-q8_0"]

    let name: String
    private let process: PeerProcess

    private struct Answer: Decodable {
        let times: [Double]
        let cpuSeconds: Double
        let vector: [Float]
    }

    /// Starts an engine and waits until it has its model; nil where the environment lacks it.
    init?(_ name: String, environment folder: String, model: String, work: String, _ run: BenchRun) {
        run.say("encoder: starting \(name)")
        let arguments = [Self.script, name, model, work]
        guard let process = PeerProcess(name, program: "\(folder)/bin/python", arguments) else { return nil }
        (self.name, self.process) = (name, process)
    }

    func measure(_ cell: EncoderCell, seconds: Double) throws -> EncoderSample {
        let question = "\(cell.length) \(cell.batch) \(cell.threads) \(seconds)"
        let answer = try process.ask(question, Answer.self)
        return EncoderSample(
            times: answer.times,
            cpuSeconds: answer.cpuSeconds,
            batch: cell.batch,
            vector: answer.vector
        )
    }

    func stop() {
        process.stop()
    }
}
