import Commands
import FoundationEssentials

/// The loads of one catalog and their figures.
struct CatalogLoad: Sendable {
    /// One load: what is asked, by how many, and whether what arrives is acknowledged at once.
    struct Step: Hashable, Sendable {
        enum Request: String, Sendable {
            case createModel = "create model"
            case createVersion = "create version"
            case getModel = "get model"
            case getVersion = "get version"
            case getByAlias = "get version by alias"
            case logBatch = "log batch of 1,000 metrics"
            case firstPage = "page of 100 models"
            case versionsByTag = "100 versions by tag"
        }

        var request: Request
        var clients: Int
        var acknowledgesAtOnce: Bool

        var text: String {
            let ordinary = acknowledgesAtOnce ? "" : ", ordinary"
            return "\(request.rawValue), \(clients) client\(clients == 1 ? "" : "s")\(ordinary)"
        }

        private static func steps(_ requests: [Request], _ kinds: [(clients: Int, atOnce: Bool)]) -> [Step] {
            requests.flatMap { request in
                kinds.map { Step(request: request, clients: $0.clients, acknowledgesAtOnce: $0.atOnce) }
            }
        }

        /// Of a catalog without more than what is made through the API.
        static let small =
            steps([.createModel, .createVersion, .getModel], [(1, true), (16, true), (1, false)])
            + steps([.getVersion, .getByAlias, .logBatch], [(1, true), (16, true)])
        /// Of a server that checks a password for every request, which takes MLflow half a second: with more clients
        /// there would be little but waiting.
        static let authenticated = steps([.createModel, .createVersion, .getModel], [(1, true), (4, true)])
        /// Of a catalog that was filled beforehand.
        static let large = steps([.firstPage, .versionsByTag], [(1, true), (16, true), (1, false)])
    }

    private static let requestsMax = 1_000_000
    /// A prime, so that neighbours in number are about models far apart.
    private static let stride = 7_919
    private static let runs = 16
    /// Requests at a time, and tries of each, while a catalog is prepared.
    private static let lanes = 4
    private static let attemptsMax = 4
    /// Requests that a server is warmed up with take at most this share of a round.
    private static let warmUpShare = 0.3

    let target: CatalogTarget
    let plan: BenchPlan
    private let prefix: String
    private var batches: [MetricBatch] = []
    private var made = 0
    private(set) var figures: [Step: ClientFigures] = [:]

    /// - Parameter prefix: Begins the names of the models that are made, so that a catalog can be measured twice.
    init(_ target: CatalogTarget, plan: BenchPlan, prefix: String) {
        self.target = target
        self.plan = plan
        self.prefix = prefix
    }

    /// Makes models with a version and an alias each, and runs; throws unless all could be made.
    ///
    /// - Parameter models: How many; 0 for a catalog that is only searched.
    mutating func prepare(models: Int, makesRuns: Bool) async throws {
        let target = target
        let prefix = prefix
        try await make(models) { target.createModel("\(prefix)-\($0)") }
        try await make(models) { target.createVersion("\(prefix)-\($0)", $0) }
        try await make(models) { target.setAlias("\(prefix)-\($0)") }
        guard makesRuns else { return }
        let client = try client(connections: 1)
        for _ in 0..<Self.runs {
            let answer = try await client.send(target.createRun()).expectSuccess()
            let made = try JSONDecoder().decode(MadeRun.self, from: Data(answer))
            batches.append(MetricBatch(runID: made.run.info.runID))
        }
    }

    private func make(_ count: Int, _ request: @escaping @Sendable (Int) -> LoadRequest) async throws {
        let client = try client(connections: 1)
        try await withThrowingTaskGroup { group in
            for lane in 0..<Self.lanes {
                group.addTask {
                    for number in Swift.stride(from: lane, to: count, by: Self.lanes) {
                        try await Self.send(request(number), to: client)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// MLflow's workers are killed and started again when they are too slow: a request whose connection ended is sent
    /// again, and may be refused then because it was done the first time.
    private static func send(_ request: LoadRequest, to client: SocketLoad) async throws {
        for attempt in 1..<attemptsMax {
            guard let answer = try? await client.send(request) else { continue }
            if attempt == 1 { _ = try answer.expectSuccess() }
            return
        }
        _ = try await client.send(request)
    }

    /// One round of a step, after requests that warm it up.
    mutating func run(_ step: Step) async throws {
        figures[step, default: ClientFigures()].add(try await outcome(of: step))
    }

    private mutating func outcome(of step: Step) async throws -> LoadOutcome {
        let client = try client(connections: step.clients, acknowledgesAtOnce: step.acknowledgesAtOnce)
        let warmUp = request(step.request, from: made)
        made += step.clients * 2
        let seconds = plan.catalogLoadSeconds
        let little = LoadLimits(requestsMax: step.clients * 2, secondsMax: seconds * Self.warmUpShare)
        _ = await client.load(little, warmUp)
        let limits = LoadLimits(requestsMax: Self.requestsMax, secondsMax: seconds)
        let outcome = await client.load(limits, request(step.request, from: made))
        made += outcome.latenciesMs.count + step.clients
        return outcome
    }

    private func client(connections: Int, acknowledgesAtOnce: Bool = true) throws -> SocketLoad {
        try SocketLoad(
            address: target.address,
            authorization: target.authorization,
            connections: connections,
            acknowledgesAtOnce: acknowledgesAtOnce
        )
    }

    /// - Parameter first: A number that no request before had: what is made is new.
    private func request(_ kind: Step.Request, from first: Int) -> @Sendable (Int) -> LoadRequest {
        let (target, prefix, models, batches) = (target, prefix, plan.models, batches)
        @Sendable func model(_ number: Int) -> String {
            "\(prefix)-\(number &* Self.stride % max(1, models))"
        }
        return switch kind {
        case .createModel: { target.createModel("\(prefix)-new-\(first + $0)") }
        case .createVersion: { target.createVersion(model($0), first + $0) }
        case .getModel: { target.getModel(model($0)) }
        case .getVersion: { target.getVersion(model($0)) }
        case .getByAlias: { target.getByAlias(model($0)) }
        case .logBatch: { target.logBatch(batches[$0 % batches.count].body(first + $0)) }
        case .firstPage: { _ in target.firstPage }
        case .versionsByTag: { _ in target.versionsByTag }
        }
    }
}
