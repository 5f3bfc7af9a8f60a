import Testing

@testable import Retrieval

@Suite("How near the vectors of a derived model are")
struct VectorAgreementTests {
    private static func vectors(_ count: Int, seed: UInt64 = 1, columns: Int = 13) -> [[Float]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            (0..<columns).map { _ in Float.random(in: -1...1, using: &generator) }
        }
    }

    @Test("The same vectors agree wholly, whatever their lengths")
    func same() throws {
        let vectors = Self.vectors(60)
        let scaled = vectors.map { $0.map { $0 * 3 } }
        let found = try #require(VectorAgreement(parent: vectors, derived: scaled))
        #expect(found.count == 60)
        #expect(found.leastCosine > 0.999_99 && found.leastCosine <= 1)
        #expect(found.meanCosine >= found.leastCosine)
        #expect(found.topTenOverlap == 1)
    }

    @Test("Figures are those of a plain computation")
    func plain() throws {
        let (old, new) = (Self.vectors(50), Self.vectors(50, seed: 2))
        let found = try #require(VectorAgreement(parent: old, derived: new))
        func cosine(_ left: [Float], _ right: [Float]) -> Double {
            func product(_ a: [Float], _ b: [Float]) -> Double {
                zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
            }
            return product(left, right) / (product(left, left) * product(right, right)).squareRoot()
        }
        func nearest(_ vectors: [[Float]], _ row: Int) -> Set<Int> {
            let others = vectors.indices.filter { $0 != row }
            let sorted = others.sorted {
                cosine(vectors[row], vectors[$0]) > cosine(vectors[row], vectors[$1])
            }
            return Set(sorted.prefix(10))
        }
        let cosines = zip(old, new).map(cosine)
        let common = old.indices.reduce(0) { $0 + nearest(old, $1).intersection(nearest(new, $1)).count }
        #expect(abs(found.leastCosine - (cosines.min() ?? 0)) < 1e-5)
        #expect(abs(found.meanCosine - cosines.reduce(0, +) / 50) < 1e-5)
        #expect(found.topTenOverlap == Double(common) / 500)
    }

    @Test("What cannot be compared agrees with nothing, and nothing denies")
    func incomparable() {
        let vectors = Self.vectors(60)
        var broken: [[[Float]]] = [[], Array(vectors.prefix(59)), Self.vectors(60, columns: 12)]
        for value in [Float.nan, .infinity] {
            var one = vectors
            one[7][3] = value
            broken.append(one)
        }
        var zero = vectors
        zero[9] = [Float](repeating: 0, count: 13)
        var empty = vectors
        empty[0] = []
        broken += [zero, empty]
        for derived in broken {
            #expect(VectorAgreement(parent: vectors, derived: derived) == nil)
            #expect(VectorAgreement(parent: derived, derived: vectors) == nil)
        }
        let few = Self.vectors(49)
        #expect(VectorAgreement(parent: few, derived: few) == nil)
        let any = QuantizationThresholds(leastCosine: 0, leastScoreAgreement: 0, topTenOverlap: 0)
        #expect(!any.admit(.vectors(nil)))
    }

    @Test("A figure below its threshold denies, and so does one that is no number")
    func thresholds() {
        let needed = QuantizationThresholds(leastCosine: 0.99, leastScoreAgreement: 1, topTenOverlap: 0.95)
        func admits(_ least: Double, _ mean: Double, _ overlap: Double, count: Int = 50) -> Bool {
            needed.admit(
                .vectors(
                    VectorAgreement(
                        count: count,
                        leastCosine: least,
                        meanCosine: mean,
                        topTenOverlap: overlap
                    )
                )
            )
        }
        #expect(admits(0.99, 0.99, 0.95))
        #expect(!admits(0.989_9, 1, 1))
        #expect(!admits(1, 1, 0.949))
        #expect(!admits(1, 1, 1, count: 49))
        #expect(!admits(.nan, 1, 1))
        #expect(!admits(1, .nan, 1))
        #expect(!admits(1, 1, .nan))
        let undecided = QuantizationThresholds(leastCosine: .nan, leastScoreAgreement: 0, topTenOverlap: 0)
        let whole = VectorAgreement(count: 50, leastCosine: 1, meanCosine: 1, topTenOverlap: 1)
        #expect(!undecided.admit(.vectors(whole)))
    }
}
