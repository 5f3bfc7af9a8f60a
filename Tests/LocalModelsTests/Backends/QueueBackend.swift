import Dispatch
import Synchronization
import Tensors

@testable import Inference

/// A second backend: rounds run one at a time on a queue of its own, in memory of its own, with the scalar kernels
/// unless another level is asked for. Its rounds have another size than the processors', and its slots do not work
/// together.
struct QueueBackend: ComputeBackend {
    /// What goes wrong in the rounds after the warm-up.
    enum Failure: Sendable {
        case lost
        case tooFewResults
        case notANumber
    }

    var name = "queue"
    var level = InstructionLevel.portable
    var slots = 1
    var memoryBytesMax: Int?
    var families = Set(EncoderFamily.allCases)
    /// As an accelerator with a precision that the files do not know would say it.
    var ownPrecision: String?
    var isGone = false
    var failure: Failure?
    let hardware = "a dispatch queue"

    var abilities: BackendAbilities {
        BackendAbilities(families: families, precisions: [.single, .integerFast], judgesPairs: true)
    }

    func plan(_ model: EncoderSource) throws -> EncoderPlan {
        EncoderPlan(
            memoryBytes: EncoderMemory(model.configuration, model.precision).weightsBytes,
            precision: ownPrecision ?? model.precision.rawValue,
            variant: ownPrecision ?? model.variant?.rawValue,
            rounds: RoundPlan(
                textTokensMax: model.tokensMax,
                roundTokensMax: 40,
                roundTokensMin: 40,
                warmUps: [.init(texts: 1, tokens: 8)]
            )
        )
    }

    func load(_ model: EncoderSource, _ plan: EncoderPlan) async throws -> any RoundExecutor {
        if isGone { throw BackendFault.missing(backend: name, reason: "nobody answers on its bus") }
        return try Executor(model, self)
    }

    private final class Executor: RoundExecutor {
        private let model: EncoderWithHead
        private let backend: QueueBackend
        private let queue = DispatchQueue(label: "rounds")
        private let isWarm = Mutex(false)

        init(_ model: EncoderSource, _ backend: QueueBackend) throws {
            self.backend = backend
            self.model = try EncoderWithHead(model, level: backend.level)
        }

        var numbersPerResult: Int { model.numbersPerResult }

        func run(
            _ round: ComputeRound,
            completion: @escaping @Sendable (Result<[[Float]], any Error>) -> Void
        ) {
            queue.async { [self] in completion(Result { try results(round) }) }
        }

        private func results(_ round: ComputeRound) throws -> [[Float]] {
            precondition(round.slots.count == 1 && !round.isShared, "slots do not work together")
            // A copy, as to a memory of its own.
            var batch = RaggedBatch()
            for text in 0..<round.batch.count {
                let rows = round.batch.rows(text)
                let second = rows.firstIndex { round.batch.segment(row: $0, of: text) == 1 }
                batch.append(
                    Array(round.batch.tokens[rows]),
                    secondPart: second.map { $0 - rows.lowerBound }
                )
            }
            let memory = model.encoder.makeWorkspace(
                tokensMax: batch.tokens.count,
                textsMax: batch.count,
                longest: batch.longest
            )
            model.encoder.embed(batch, memory, .alone)
            let results = model.results(batch.count, memory)
            let wasWarm = isWarm.withLock { isWarm in
                defer { isWarm = true }
                return isWarm
            }
            guard wasWarm, let failure = backend.failure else { return results }
            switch failure {
            case .lost: throw BackendFault.roundFailed(backend: backend.name, reason: "it was unplugged")
            case .tooFewResults: return Array(results.dropLast())
            case .notANumber: return results.map { Array($0.dropLast()) + [.nan] }
            }
        }
    }
}
