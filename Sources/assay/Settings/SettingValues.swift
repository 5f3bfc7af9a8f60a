import FoundationEssentials
import Yams

/// The values of all settings and where each came from: flag, environment, file, default, in that order.
struct SettingValues {
    enum Origin: String {
        case flag
        case environment
        case file
        case `default`
    }

    struct Value {
        var text: String
        var origin: Origin
    }

    let values: [SettingSpecification: Value]

    /// Throws `SettingFaults` when the file cannot be read or names a setting that does not exist.
    init(flags: [SettingSpecification: String], environment: [String: String], configFile: String?) throws {
        var values: [SettingSpecification: Value] = [:]
        let dataDir =
            flags[.dataDir] ?? environment[SettingSpecification.dataDir.environmentName]
            ?? SettingSpecification.dataDir.defaultValue ?? "."
        let file = try Self.read(configFile ?? environment["ASSAY_CONFIG"], orElse: "\(dataDir)/assay.yaml")
        for setting in SettingSpecification.allCases {
            if let text = flags[setting] {
                values[setting] = Value(text: text, origin: .flag)
            } else if let text = environment[setting.environmentName] {
                values[setting] = Value(text: text, origin: .environment)
            } else if let text = file[setting] {
                values[setting] = Value(text: text, origin: .file)
            } else if let text = setting.defaultValue {
                values[setting] = Value(text: text, origin: .default)
            }
        }
        self.values = values
    }

    subscript(_ setting: SettingSpecification) -> String? { values[setting]?.text }

    /// A file that was named must be there; the default one may be missing.
    private static func read(_ named: String?, orElse fallback: String) throws -> [SettingSpecification:
        String]
    {
        let path = named ?? fallback
        guard let bytes = FileManager.default.contents(atPath: path) else {
            if named == nil { return [:] }
            throw SettingFaults(["config: there is no readable file at \(path)"])
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingFaults(["config: \(path) is not UTF-8"])
        }
        let document: Any?
        do { document = try Yams.load(yaml: text) } catch {
            throw SettingFaults(["config: \(path): \(error)"])
        }
        guard let entries = document as? [String: Any] else {
            if document == nil { return [:] }
            throw SettingFaults(["config: \(path) must be a list of `setting: value` lines"])
        }
        var settings: [SettingSpecification: String] = [:]
        var faults: [String] = []
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            if let setting = SettingSpecification(rawValue: key) {
                settings[setting] = (value as? [Any])?.map { "\($0)" }.joined(separator: ",") ?? "\(value)"
            } else {
                faults.append("config: \(path) has the unknown setting \"\(key)\"")
            }
        }
        if !faults.isEmpty { throw SettingFaults(faults) }
        return settings
    }
}

/// Everything that is wrong with a configuration, at once.
struct SettingFaults: Error, CustomStringConvertible {
    let faults: [String]

    init(_ faults: [String]) {
        self.faults = faults
    }

    var description: String {
        faults.count == 1
            ? faults[0]
            : "the configuration has \(faults.count) faults:\n  " + faults.joined(separator: "\n  ")
    }
}
