import Commands

/// The loads of one catalog and their figures.
struct CatalogLoad: Sendable {
    /// One load: what is asked, by how many, and whether what arrives is acknowledged at once.
    struct Step: Hashable, Sendable {
        enum Request: String, Sendable {
            case createVersion = "create version"
            case getModel = "get model"
        }

        var request: Request
        var clients: Int
        var acknowledgesAtOnce: Bool

        var text: String {
            let ordinary = acknowledgesAtOnce ? "" : ", delayed acknowledgements"
            return "\(request.rawValue), \(clients) client\(clients == 1 ? "" : "s")\(ordinary)"
        }

        static let all: [Step] = [Request.createVersion, .getModel].flatMap { request in
            [
                Step(request: request, clients: 1, acknowledgesAtOnce: true),
                Step(request: request, clients: 16, acknowledgesAtOnce: true),
                Step(request: request, clients: 1, acknowledgesAtOnce: false),
            ]
        }
    }

    private static let requestsMax = 1_000_000
    /// A prime, so that neighbours in number are about models far apart.
    private static let stride = 7_919

    let target: CatalogTarget
    let plan: BenchPlan
    private let prefix: String
    private(set) var figures: [Step: ClientFigures] = [:]

    /// - Parameter prefix: Begins the names of the models that are made, so that a catalog can be measured twice.
    init(_ target: CatalogTarget, plan: BenchPlan, prefix: String) {
        self.target = target
        self.plan = plan
        self.prefix = prefix
    }

    /// Makes the models; throws unless all could be made.
    func prepare() async throws {
        let client = try LoadClient(address: target.address, token: target.token, connections: 8)
        let limits = LoadLimits(requestsMax: plan.models, secondsMax: 600)
        let outcome = await client.load(limits) { target.createModel(model($0)) }
        await client.close()
        guard outcome.latenciesMs.count == plan.models else {
            throw BenchFault("\(target.name): \(plan.models) models could not be made: \(outcome.failures)")
        }
    }

    /// One round of a step, after requests that open the connections.
    mutating func run(_ step: Step) async throws {
        figures[step, default: ClientFigures()].add(try await outcome(of: step))
    }

    private func outcome(of step: Step) async throws -> LoadOutcome {
        let client = try LoadClient(
            address: target.address,
            token: target.token,
            connections: step.clients,
            acknowledgesAtOnce: step.acknowledgesAtOnce
        )
        let warmUp = LoadLimits(requestsMax: step.clients * 4, secondsMax: 30)
        _ = await client.load(warmUp) { target.getModel(model($0)) }
        let limits = LoadLimits(requestsMax: Self.requestsMax, secondsMax: plan.loadSeconds)
        let outcome = await client.load(limits) { number in
            let model = model(number &* Self.stride)
            return switch step.request {
            case .createVersion: target.createVersion(model, number)
            case .getModel: target.getModel(model)
            }
        }
        await client.close()
        return outcome
    }

    private func model(_ number: Int) -> String {
        "\(prefix)-\(number % plan.models)"
    }
}
