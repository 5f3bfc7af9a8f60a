import Tensors
import Testing

@testable import Inference

@Suite("Encoder memory")
struct EncoderMemoryTests {
    @Test("The working memory is counted as it is allocated", arguments: EncoderFixture.all)
    func workspace(fixture: EncoderFixture) throws {
        let configuration = try EncoderConfiguration(fixture.settings)
        let file = try fixture.weightsFile()
        for precision in EncoderPrecision.allCases {
            let encoder = try TextEncoder(configuration, weights: file, pooling: .mean, precision: precision)
            let memory = encoder.makeWorkspace(tokensMax: 300, textsMax: 7, longest: 40, lanes: 2)
            var matrices = [memory.state, memory.projections, memory.context, memory.wide, memory.vectors]
            if memory.normed !== memory.state { matrices.append(memory.normed) }
            matrices += memory.scratches
            let plain = 4 * matrices.reduce(0) { $0 + $1.rows * $1.columns }
            let counted = EncoderMemory(configuration, precision)
                .workspaceBytes(tokensMax: 300, textsMax: 7, longest: 40, lanes: 2)
            if precision == .single { #expect(counted == plain) } else { #expect(counted > plain) }
        }
    }

    @Test("Weights take what their file has in single precision, and integers a part of it")
    func weights() throws {
        let fixture = try #require(EncoderFixture.all.first { $0.name == "bert" })
        let configuration = try EncoderConfiguration(fixture.settings)
        let numbers = fixture.tensors.filter { !$0.key.contains("pooler") && !$0.key.contains("classifier") }
            .reduce(0) { $0 + $1.value.reduce(1, *) }
        let single = EncoderMemory(configuration, .single).weightsBytes
        // Packed layers are filled up to whole panels of 32 outputs.
        #expect(single >= 4 * numbers && single < 6 * numbers)
    }

    @Test("Integer weights take a quarter of their place and a little for the steps")
    func integers() throws {
        let shape =
            #""hidden_size":384,"num_hidden_layers":6,"num_attention_heads":12,"intermediate_size":1536"#
        let rest = #""vocab_size":10,"max_position_embeddings":8,"type_vocab_size":2,"layer_norm_eps":1e-12"#
        let text = "{\"model_type\":\"bert\",\"hidden_act\":\"gelu\",\(shape),\(rest)}"
        let configuration = try EncoderConfiguration(ModelFile(name: "config.json", bytes: Array(text.utf8)))
        let single = EncoderMemory(configuration, .single).weightsBytes
        #expect((40 << 20..<44 << 20).contains(single))
        for (precision, most) in [(EncoderPrecision.integerFast, 0.28), (.integerAccurate, 0.33)] {
            let share = Double(EncoderMemory(configuration, precision).weightsBytes) / Double(single)
            #expect(share > 0.25 && share < most)
        }
    }
}
