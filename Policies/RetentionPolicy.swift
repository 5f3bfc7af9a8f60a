package import Catalog
import FoundationEssentials

/// The shipped rules of retention: data, loaded from here or from a folder of the operator's.
package enum RetentionPolicy {
    /// The file that a folder of policies may hold.
    package static let fileName = "retention.json"

    /// The built-in rules, or those of `folder` when it has the file. A file that cannot be understood is an error, never a fallback.
    package static func rules(from folder: String? = nil) throws -> RetentionRules {
        let own = folder.flatMap { FileManager.default.contents(atPath: "\($0)/\(fileName)") }
        return try rules(json: own.map(Array.init) ?? PackageResources.retention_json)
    }

    /// Reads rules; refuses unknown risk classes and years below 0 or above `RetentionRules.yearsMax`.
    package static func rules(json: [UInt8]) throws -> RetentionRules {
        let file = try JSONDecoder().decode(File.self, from: Data(json))
        var years: [RiskClass: Int] = [:]
        for (name, count) in file.years_after_retirement {
            guard let risk = RiskClass(rawValue: name) else {
                throw RetentionPolicyInvalid(detail: "\(name) is no risk class")
            }
            years[risk] = count
        }
        guard let rules = RetentionRules(years: years) else {
            throw RetentionPolicyInvalid(detail: "years must be 0 to \(RetentionRules.yearsMax)")
        }
        return rules
    }

    private struct File: Decodable {
        var summary: String?
        // As the file spells it.
        var years_after_retirement: [String: Int]
    }
}

/// The file of retention rules cannot be understood.
package struct RetentionPolicyInvalid: Error, CustomStringConvertible {
    package let detail: String
    package var description: String { "\(RetentionPolicy.fileName): \(detail)." }
}
