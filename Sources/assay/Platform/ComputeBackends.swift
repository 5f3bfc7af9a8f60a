import Inference
import Tensors

/// What computes the models on this machine.
enum ComputeBackends {
    /// In the order in which they are asked whether they can load a model.
    static func found(_ settings: ServerSettings, pool: ComputePool) -> [any ComputeBackend] {
        [ProcessorBackend(pool: pool, memoryBytesMax: settings.modelMemoryMiB.map { $0 << 20 })]
    }
}
