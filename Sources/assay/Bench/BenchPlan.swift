/// The parts of `assay bench`, in the order in which they run.
enum BenchPart: String, CaseIterable {
    case imports = "import"
    case ask
    case catalog
    case artifacts
    case audit
    case start
    case tokenizers
    case encoder
    case embeddings
    case steady

    /// What runs when nothing is named: all but the part that takes an hour.
    static let usual = allCases.filter { $0 != .steady }
}

/// How much is measured.
struct BenchPlan: Sendable {
    /// Runs of everything but the import, which runs once.
    var rounds: Int
    /// Messages of the export that is made when none is given.
    var syntheticMessages: Int
    /// Questions that one round asks with each number of clients.
    var questions: Int
    /// How long each load of the audit log lasts.
    var loadSeconds: Double
    /// The same of the catalog, which has some thirty of them on either side in each round.
    var catalogLoadSeconds: Double
    /// Models in the catalog before it is measured.
    var models: Int
    /// The same where each request takes MLflow half a second.
    var authenticatedModels: Int
    /// Models that are put into the catalog by SQL, each with two versions.
    var seededModels: Int
    var artifactBytes: Int
    /// Rounds with the artifact at most: each writes it three times.
    var artifactRoundsMax: Int
    /// Starts of MLflow, each on a database of its own.
    var peerStarts: Int
    var verifiedEntries: Int
    /// How long a server is left alone before its memory is read.
    var idleSeconds: Double
    /// How long an engine computes in each cell of each round.
    var encoderSeconds: Double
    /// Tokens of the texts that are embedded.
    var encoderLengths: [Int]
    /// Messages that are embedded from text to vector, all rounds together.
    var embeddedMessages: Int
    /// How long each load of a server of embeddings lasts.
    var embeddingLoadSeconds: Double
    /// How long memory is watched under load.
    var steadySeconds: Double

    static let full = BenchPlan(
        rounds: 5,
        syntheticMessages: 20_000,
        questions: 240,
        loadSeconds: 10,
        catalogLoadSeconds: 1.5,
        models: 1_000,
        authenticatedModels: 10,
        seededModels: 100_000,
        artifactBytes: 2 << 30,
        artifactRoundsMax: 3,
        peerStarts: 2,
        verifiedEntries: 100_000,
        idleSeconds: 10,
        encoderSeconds: 0.4,
        encoderLengths: [16, 64, 128, 256],
        embeddedMessages: 20_000,
        embeddingLoadSeconds: 10,
        steadySeconds: 3_600
    )

    /// Shows that everything works; its figures mean nothing.
    static let quick = BenchPlan(
        rounds: 2,
        syntheticMessages: 600,
        questions: 20,
        loadSeconds: 1,
        catalogLoadSeconds: 0.3,
        models: 50,
        authenticatedModels: 2,
        seededModels: 2_000,
        artifactBytes: 64 << 20,
        artifactRoundsMax: 2,
        peerStarts: 1,
        verifiedEntries: 2_000,
        idleSeconds: 2,
        encoderSeconds: 0.05,
        encoderLengths: [16, 64],
        embeddedMessages: 400,
        embeddingLoadSeconds: 1,
        steadySeconds: 20
    )
}
