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
    case serving
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
    /// Texts that the serving runtime embeds in each round.
    var servedTexts: Int
    /// How long a server is left alone before its memory is read.
    var idleSeconds: Double
    /// How long an engine computes in each cell of each round.
    var encoderSeconds: Double
    /// Tokens of the texts that are embedded.
    var encoderLengths: [Int]

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
        servedTexts: 20_000,
        idleSeconds: 10,
        encoderSeconds: 0.4,
        encoderLengths: [16, 64, 128, 256]
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
        servedTexts: 1_500,
        idleSeconds: 2,
        encoderSeconds: 0.05,
        encoderLengths: [16, 64]
    )
}
