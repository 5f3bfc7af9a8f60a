import HTTPAPI
import LocalModels
import Persistence

extension ServiceParts {
    func quantization(_ catalog: PostgresCatalogStore) -> QuantizationServices {
        QuantizationServices(
            catalog: catalog,
            evaluations: PostgresVersionEvaluationStore(pool: pool),
            contents: contents,
            quantizer: LocalQuantizer(),
            gate: gate
        )
    }
}
