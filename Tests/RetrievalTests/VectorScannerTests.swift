import Testing

@testable import Retrieval

@Suite("Vector scanner")
struct VectorScannerTests {
    @Test(
        "The portable scanner agrees with a plain sum for every dimension",
        arguments: [1, 15, 16, 17, 63, 64, 65, 384]
    )
    func agreesWithPlainSum(dimension: Int) throws {
        var generator = SeededGenerator(seed: UInt64(dimension))
        let vectors = (0..<5).map { _ in
            (0..<dimension).map { _ in Float.random(in: -1...1, using: &generator) }
        }
        let rows = try vectors.map { try #require(VectorRow(normalizing: $0)).blocks }
        let query = rows[0]
        let matrix = rows.flatMap { $0 }
        var results = [Float](repeating: 0, count: rows.count)
        var out = results.mutableSpan
        PortableVectorScanner().dots(query: query.span, rows: matrix.span, out: &out)
        for (row, vector) in vectors.enumerated() {
            #expect(abs(Double(results[row]) - cosine(vectors[0], vector)) < 1e-5)
        }
    }

    private func cosine(_ left: [Float], _ right: [Float]) -> Double {
        func dot(_ a: [Float], _ b: [Float]) -> Double {
            zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
        }
        return dot(left, right) / (dot(left, left) * dot(right, right)).squareRoot()
    }
}
