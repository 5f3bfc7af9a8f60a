internal import Inference
package import Retrieval
internal import Synchronization
internal import Tensors

/// Quantises models that embed or rank on one thread of its own, beside what is served.
package final class LocalQuantizer: ModelQuantizer {
    private static let retrySeconds = 30

    private let isBusy = Mutex(false)

    package init() {}

    @concurrent
    package func quantize(
        _ model: QuantizableModel,
        to scheme: QuantizationScheme,
        measuringWith texts: [String]
    ) async throws -> QuantizedModel {
        let isFree = isBusy.withLock { isBusy in
            defer { isBusy = true }
            return !isBusy
        }
        guard isFree else { throw InferenceError.overloaded(retryAfterSeconds: Self.retrySeconds) }
        defer { isBusy.withLock { $0 = false } }
        do {
            let job = try await Self.job(model, scheme, texts)
            return try await run(job)
        } catch let error as ModelFileError {
            throw QuantizationFault(reason: error.description)
        } catch let error as LocalModelError {
            throw QuantizationFault(reason: error.description)
        }
    }

    /// The files are read as they are for serving, so that what is measured is what will be served.
    private static func job(
        _ model: QuantizableModel,
        _ scheme: QuantizationScheme,
        _ texts: [String]
    ) async throws -> QuantizationJob {
        let files = try await ModelPackage(ModelFilesInMemory(model.files))
        return QuantizationJob(
            model: try ModelDescription(files),
            parentDigest: model.weightsDigest,
            scheme: scheme,
            texts: texts
        )
    }

    private func run(_ job: QuantizationJob) async throws -> QuantizedModel {
        let outcome = Mutex<Result<QuantizedModel, any Error>?>(nil)
        // One thread: the processors' others stay with those who wait for answers.
        let pool = ComputePool(threads: 1)
        await withTaskCancellationHandler {
            await pool.run(lanes: 1) { _ in
                let result = Result { try job.run() }
                outcome.withLock { $0 = result }
            }
        } onCancel: {
            job.cancel()
        }
        pool.stop()
        guard let result = outcome.withLock({ $0 }) else { throw InferenceError.stopped }
        return try result.get()
    }
}
