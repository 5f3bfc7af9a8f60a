import Foundation
import ModelFixtures

/// BERT written down straight from its definition, in double precision, one loop after another.
struct NaiveBert {
    private typealias Rows = [[Double]]

    private let tensors: [String: TinyModel.Tensor]

    init(_ model: TinyModel) {
        tensors = Dictionary(uniqueKeysWithValues: model.tensors.map { ($0.name, $0) })
    }

    func embed(_ tokens: [Int32]) -> [Double] {
        var state = tokens.enumerated().map { position, token in
            add(
                add(
                    row("embeddings.word_embeddings.weight", Int(token)),
                    row("embeddings.position_embeddings.weight", position)
                ),
                row("embeddings.token_type_embeddings.weight", 0)
            )
        }
        state = normalize(state, "embeddings.LayerNorm")
        for layer in 0..<TinyModel.layers {
            let name = "encoder.layer.\(layer)"
            let context = attend(state, "\(name).attention.self")
            let attended = linear(context, "\(name).attention.output.dense")
            state = normalize(zip(state, attended).map { add($0, $1) }, "\(name).attention.output.LayerNorm")
            let wide = linear(state, "\(name).intermediate.dense").map {
                $0.map { $0 / 2 * (1 + erf($0 / 2.0.squareRoot())) }
            }
            let narrow = linear(wide, "\(name).output.dense")
            state = normalize(zip(state, narrow).map { add($0, $1) }, "\(name).output.LayerNorm")
        }
        let mean = state.reduce([Double](repeating: 0, count: TinyModel.hidden), add).map {
            $0 / Double(tokens.count)
        }
        let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return mean.map { $0 / length }
    }

    private func attend(_ state: Rows, _ name: String) -> Rows {
        let (query, key, value) = (
            linear(state, "\(name).query"), linear(state, "\(name).key"), linear(state, "\(name).value")
        )
        let width = TinyModel.hidden / TinyModel.heads
        return state.indices.map { row in
            (0..<TinyModel.heads).flatMap { head in
                let columns = head * width..<(head + 1) * width
                let scores = state.indices.map { other in
                    exp(
                        columns.reduce(0) { $0 + query[row][$1] * key[other][$1] }
                            / Double(width).squareRoot()
                    )
                }
                let total = scores.reduce(0, +)
                return columns.map { column in
                    state.indices.reduce(0) { $0 + scores[$1] / total * value[$1][column] }
                }
            }
        }
    }

    private func values(_ name: String) -> [Double] {
        tensors[name]?.values.map { Double($0) } ?? []
    }

    private func row(_ name: String, _ row: Int) -> [Double] {
        Array(values(name)[row * TinyModel.hidden..<(row + 1) * TinyModel.hidden])
    }

    private func add(_ left: [Double], _ right: [Double]) -> [Double] {
        zip(left, right).map { $0 + $1 }
    }

    private func linear(_ rows: Rows, _ name: String) -> Rows {
        let (weights, bias) = (values("\(name).weight"), values("\(name).bias"))
        return rows.map { row in
            bias.indices.map { output in
                row.indices.reduce(bias[output]) { $0 + row[$1] * weights[output * row.count + $1] }
            }
        }
    }

    private func normalize(_ rows: Rows, _ name: String) -> Rows {
        let (gain, shift) = (values("\(name).weight"), values("\(name).bias"))
        return rows.map { row in
            let mean = row.reduce(0, +) / Double(row.count)
            let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
            return row.indices.map {
                (row[$0] - mean) / (variance + 1e-12).squareRoot() * gain[$0] + shift[$0]
            }
        }
    }
}
