import Synchronization
import Testing

@testable import Commands

@Suite("Progress")
struct ProgressTests {
    @Test("A line shows share, amount, rate and time left")
    func line() {
        let line = ProgressLine(
            label: "uploading",
            done: 5_000_000,
            total: 10_000_000,
            unit: .bytes,
            elapsedSeconds: 2
        )
        let text = line.text(columns: 100)
        #expect(text.hasPrefix("uploading    [###############---------------] 50%"))
        #expect(text.hasSuffix("5.0 MB of 10.0 MB  2.5 MB/s  0:02 left"))
    }

    @Test("Without a total there is no share and no time left")
    func unknownTotal() {
        let line = ProgressLine(label: "reading", done: 1200, total: 0, unit: .items, elapsedSeconds: 1)
        #expect(line.text(columns: 80) == "reading      1,200  1,200/s")
    }

    @Test("No line is wider than the terminal", arguments: [20, 40, 60, 80, 200])
    func fits(columns: Int) {
        let line = ProgressLine(
            label: "a very long label",
            done: 123_456_789,
            total: 987_654_321,
            unit: .bytes,
            elapsedSeconds: 3
        )
        #expect(TextWidth.columns(line.text(columns: columns)) <= columns)
    }

    @Test(
        "Amounts read well",
        arguments: [
            (0.0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (999_949, "999.9 kB"), (999_951, "1.0 MB"),
            (2.5e12, "2.5 TB"),
        ]
    )
    func bytes(count: Double, text: String) {
        #expect(Quantity.bytes(count) == text)
    }

    @Test("Durations and counts read well")
    func counts() {
        #expect(Quantity.duration(seconds: 7) == "0:07")
        #expect(Quantity.duration(seconds: 3 * 3600 + 65) == "3:01:05")
        #expect(Quantity.duration(seconds: .infinity) == "0:00")
        #expect(Quantity.grouped(1_234_567) == "1,234,567")
        #expect(Quantity.grouped(-123) == "-123")
    }

    /// A bar whose time the test sets.
    private func run(terminal: Bool, _ times: [Double]) -> String {
        let transcript = Transcript()
        let style = Console.Style(errorIsTerminal: terminal)
        let now = Clock()
        let bar = ProgressBar(on: transcript.console(style)) { now.seconds.withLock { $0 } }
        for time in times {
            now.seconds.withLock { $0 = time }
            bar.show("reading", done: Int64(time * 10), total: 100, unit: .items)
        }
        bar.end()
        return transcript.error
    }

    @Test("What takes less than a second, and what goes to a file, shows no bar")
    func quiet() {
        #expect(run(terminal: true, [0, 0.5, 0.99]).isEmpty)
        #expect(run(terminal: false, [0, 2, 4]).isEmpty)
    }

    @Test("The bar is drawn at most ten times a second and removed at the end")
    func drawn() {
        let text = run(terminal: true, [0, 1, 1.01, 1.05, 1.2])
        #expect(text.split(separator: "\r").count == 3)
        #expect(text.hasSuffix("\r\u{1B}[2K"))
    }
}

private final class Clock: Sendable {
    let seconds = Mutex(0.0)
}
