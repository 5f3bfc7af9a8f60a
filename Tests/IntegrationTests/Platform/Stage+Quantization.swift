import HTTPTypes
import Identifiers
import ModelFixtures
import Testing

/// Small embedding models of the owning team, with random weights.
extension Stage {
    static let texts = (0..<60).map { index in
        JSONValue.string("the cat \(index) sat un\(index * 7), a café-\(index * 31)!")
    }
    static let looseThresholds: JSONValue = ["least_cosine": 0.5, "top10_overlap": 0.1]

    static func quantization(_ scheme: String = "int8", thresholds: JSONValue = looseThresholds) -> JSONValue
    {
        ["scheme": .string(scheme), "texts": .array(texts), "thresholds": thresholds]
    }

    /// The address of a model with one version of these files; sealed unless said otherwise.
    func embeddingModel(
        _ files: [String: [UInt8]] = TinyModel(seed: 5).files,
        isSealed: Bool = true
    ) async throws -> String {
        let path = "/api/v1/models/\(fresh("encoder"))"
        let name = JSONValue.string(String(path.dropFirst("/api/v1/models/".count)))
        let fields: JSONValue = [
            "name": name, "owner_team": .string(Cast.team), "accountable": "engineer@example.com",
            "purpose": "finds texts", "risk_class": "minimal",
        ]
        try await expect(.post("/api/v1/models", fields), by: .engineer)
        try await expect(.post("\(path)/versions"), by: .engineer)
        for (file, bytes) in files.sorted(by: { $0.key < $1.key }) {
            try await expect(.upload(.put, "\(path)/versions/1/files/\(file)", bytes), by: .engineer)
        }
        if isSealed { try await expect(.post("\(path)/versions/1/seal"), by: .engineer) }
        return path
    }
}
