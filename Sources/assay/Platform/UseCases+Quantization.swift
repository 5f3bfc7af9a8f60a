import HTTPAPI
import LocalModels
import Persistence

extension UseCases {
    /// Quantising and what versions were found to reach, on this machine's processors.
    static func quantization(_ stores: Stores) -> QuantizationServices {
        QuantizationServices(
            catalog: stores.catalog,
            evaluations: PostgresVersionEvaluationStore(pool: stores.pool),
            contents: stores.contents,
            quantizer: LocalQuantizer(),
            gate: stores.gate
        )
    }
}
