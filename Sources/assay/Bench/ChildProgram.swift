import Foundation
import Glibc

/// A program that runs beside this one, with its output in a file.
final class ChildProgram {
    private static let stopSecondsMax = 60.0

    private let process = Process()
    let outputFile: String

    /// - Parameters:
    ///   - outputFile: Takes standard output and standard error; overwritten.
    init(path: String, _ arguments: [String], environment: [String: String], outputFile: String) throws {
        self.outputFile = outputFile
        _ = FileManager.default.createFile(atPath: outputFile, contents: nil)
        let output = try FileHandle(forWritingTo: URL(filePath: outputFile))
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try output.close()
    }

    var pid: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// The last lines of its output.
    var lastWords: String {
        ProcessFile.text(outputFile).split(separator: "\n").suffix(5).joined(separator: "\n")
    }

    /// The rest of the first line that begins with `prefix`, which is waited for.
    func line(after prefix: String, secondsMax: Double) async throws -> String {
        let end = ContinuousClock.now + .seconds(secondsMax)
        while isRunning, ContinuousClock.now < end {
            for line in ProcessFile.text(outputFile).split(separator: "\n", omittingEmptySubsequences: false)
                .dropLast()
            where line.hasPrefix(prefix) { return String(line.dropFirst(prefix.count)) }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw BenchFault("\(process.executableURL?.lastPathComponent ?? "it") did not start:\n\(lastWords)")
    }

    /// Asks it to end and waits, even when the task is cancelled; after a minute it and its descendants are killed.
    func stop() async {
        guard isRunning else { return }
        process.terminate()
        let end = ContinuousClock.now + .seconds(Self.stopSecondsMax)
        while isRunning, ContinuousClock.now < end { await Self.pause() }
        guard isRunning else { return }
        for pid in ProcessMemory.tree(of: pid) { kill(pid, SIGKILL) }
    }

    /// Unlike a sleep of the task, it lasts when the task is cancelled.
    private static func pause() async {
        await Task.detached { try? await Task.sleep(for: .milliseconds(20)) }.value
    }

    /// The first line that a short program prints; nil when it fails.
    static func output(of program: String, _ arguments: [String]) -> String? {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil, let data = try? pipe.fileHandleForReading.readToEnd() else {
            return nil
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { return nil }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }
}
