import Tensors
import Testing

@testable import Inference

@Suite("Encoder families")
struct EncoderFamilyTests {
    @Test("Every family has a model in the files of expected vectors")
    func covered() throws {
        let families = try EncoderFixture.all.map { try EncoderConfiguration($0.settings).family }
        // CamemBERT is RoBERTa under another name.
        #expect(Set(families).union([.camembert]) == Set(EncoderFamily.allCases))
    }

    @Test("Vectors equal those of transformers for every pooling", arguments: EncoderFixture.all)
    func vectors(fixture: EncoderFixture) throws {
        let configuration = try EncoderConfiguration(fixture.settings)
        let file = try fixture.weightsFile()
        for pooling in SentencePooling.allCases {
            let encoder = try TextEncoder(configuration, weights: file, pooling: pooling)
            let expected = try #require(fixture.vectors[pooling.rawValue])
            let vectors = encoder.embed(fixture.batch())
            for (number, (vector, exact)) in zip(vectors, expected).enumerated() {
                let distance = zip(vector, exact).reduce(0) { max($0, abs($1.0 - $1.1)) }
                #expect(distance < 2e-5, "sequence \(number), \(pooling)")
            }
        }
    }

    @Test(
        "A cross-encoder's logits equal those of transformers",
        arguments: EncoderFixture.all.filter { $0.logits != nil }
    )
    func logits(fixture: EncoderFixture) throws {
        let model = try CrossEncoder(
            EncoderConfiguration(fixture.settings),
            settings: fixture.settings,
            weights: fixture.weightsFile()
        )
        let judgements = model.judge(fixture.batch())
        for (judgement, exact) in zip(judgements, try #require(fixture.logits)) {
            #expect(judgement.logits.count == exact.count && model.labels == exact.count)
            for (logit, exact) in zip(judgement.logits, exact) { #expect(abs(logit - exact) < 5e-5) }
            #expect((judgement.score == nil) == (exact.count > 1))
            if let score = judgement.score { #expect((0...1).contains(score)) }
        }
    }

    @Test(
        "A text's vector is the same bits alone, in any batch and on several lanes",
        arguments: EncoderFixture.all.filter { $0.weights == nil }
    )
    func independent(fixture: EncoderFixture) async throws {
        let encoder = try TextEncoder(
            EncoderConfiguration(fixture.settings),
            weights: fixture.weightsFile(),
            pooling: .mean
        )
        let batch = fixture.batch()
        let together = encoder.embed(batch)
        for (index, tokens) in fixture.sequences.enumerated() {
            var alone = RaggedBatch()
            alone.append(tokens, secondPart: fixture.secondParts[index])
            #expect(encoder.embed(alone)[0] == together[index])
        }
        let pool = ComputePool(threads: 3)
        let memory = encoder.makeWorkspace(
            tokensMax: batch.tokens.count,
            textsMax: batch.count,
            longest: batch.longest,
            lanes: 3
        )
        await pool.run(lanes: 3) { lane in encoder.embed(batch, memory, lane) }
        #expect((0..<batch.count).map { memory.vectors.row($0) } == together)
        pool.stop()
    }
}
