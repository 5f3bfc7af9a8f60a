import Foundation
import Testing

@Suite("Files and functions are small")
struct SizeTests {
    private static let fileLinesMax = 400
    private static let functionLinesMax = 70
    private static let fileLinesMedianMax = 130
    private static let functionLinesMedianMax = 10

    @Test("No file has more than 400 lines", arguments: Checkout.swiftFiles)
    func filesAreShort(file: SwiftFile) {
        #expect(
            file.lineCount <= Self.fileLinesMax,
            "\(file.path):\(file.lineCount): more than \(Self.fileLinesMax) lines; split it by concept"
        )
    }

    @Test("No function has more than 70 lines", arguments: Checkout.swiftFiles)
    func functionsAreShort(file: SwiftFile) {
        for body in FunctionBody.all(in: file.code) {
            #expect(
                body.lineCount <= Self.functionLinesMax,
                """
                \(file.path):\(body.line): \(body.name) has \(body.lineCount) lines, more than \
                \(Self.functionLinesMax); keep the branches and move the straight parts into functions of their own
                """
            )
        }
    }

    @Test("The median file has at most 130 lines and the median function at most 10")
    func mediansHold() {
        let files = Checkout.sources.map(\.lineCount)
        let functions = Checkout.sources.flatMap { FunctionBody.all(in: $0.code).map(\.lineCount) }
        guard let fileMedian = Self.median(files), let functionMedian = Self.median(functions) else { return }
        let figures = """
            size: \(files.count) source files, median \(fileMedian) lines, longest \(files.max() ?? 0); \
            \(functions.count) functions, median \(functionMedian) lines, longest \(functions.max() ?? 0)

            """
        FileHandle.standardError.write(Data(figures.utf8))
        #expect(fileMedian <= Self.fileLinesMedianMax, "the median file is too long: \(figures)")
        #expect(functionMedian <= Self.functionLinesMedianMax, "the median function is too long: \(figures)")
    }

    private static func median(_ values: [Int]) -> Int? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }

    @Test("No file is larger than 256 kB")
    func filesAreLight() {
        for path in Checkout.files {
            let bytes = Checkout.byteCount(of: path)
            #expect(bytes <= 262_144, "\(path):1: \(bytes) bytes; data and binaries do not belong here")
        }
    }
}
