import FoundationEssentials
import Logging
import ObjectStore
import Signing

/// A configuration that has been checked as a whole.
struct ServerSettings: Sendable {
    struct TLSFiles: Sendable {
        var certificate: String
        var privateKey: String
    }

    var dataDirectory: String
    /// Nil runs an embedded PostgreSQL.
    var databaseURL: String?
    var host: String
    var port: Int
    var tls: TLSFiles?
    var policyFolder: String?
    var embeddingModel: ServedModelSetting
    /// Where the embedding model lies, or would lie if it did not come from the catalog; it need not exist.
    var embeddingModelFolder: String
    var servedModels: [ServedModelSetting]
    /// Nil sets no limit.
    var modelMemoryMiB: Int?
    var resultCacheMiB: Int
    var databaseConnectionsMax: Int
    var logLevel: Logger.Level
    /// Whether webhooks may call plain HTTP and addresses inside private networks.
    var allowsInsecureWebhooks: Bool
    /// The origin in the addresses that the server gives out; nil: what the client asked for.
    var publicURL: String?
    /// Nil keeps artifacts in the data directory.
    var artifactBucket: S3Location?
    var encryptsArtifacts: Bool

    /// Throws `SettingFaults` with every fault.
    init(_ values: SettingValues, currentDirectory: String = FileManager.default.currentDirectoryPath) throws
    {
        var faults: [String] = []
        func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : "\(currentDirectory)/\(path)" }
        func whole(_ setting: SettingSpecification, _ range: ClosedRange<Int>) -> Int {
            let text = values[setting] ?? ""
            if let number = Int(text), range.contains(number) { return number }
            faults.append(
                "\(setting.rawValue): must be \(range.lowerBound) to \(range.upperBound), is \"\(text)\""
            )
            return range.lowerBound
        }
        dataDirectory = absolute(values[.dataDir] ?? ".assay").replacing("/./", with: "/")
        databaseURL = values[.databaseURL]
        host = values[.host] ?? "127.0.0.1"
        port = whole(.port, 0...65_535)
        databaseConnectionsMax = whole(.databaseConnections, 4...500)
        policyFolder = values[.policies].map(absolute)
        let modelFolder = values[.modelDir].map(absolute) ?? "\(dataDirectory)/models"
        func model(_ text: String, of setting: SettingSpecification) -> ServedModelSetting? {
            if let model = ServedModelSetting(text, absolute: absolute) { return model }
            faults.append("\(setting.rawValue): \"\(text)\" must be a folder or catalog:NAME:VERSION")
            return nil
        }
        let usual = ServedModelSetting(folder: "\(modelFolder)/all-minilm-l6-v2")
        embeddingModel = values[.embeddingModel].flatMap { model($0, of: .embeddingModel) } ?? usual
        embeddingModelFolder = embeddingModel.folder ?? "\(modelFolder)/all-minilm-l6-v2"
        servedModels = (values[.servedModels] ?? "").split(separator: ",").compactMap {
            model($0.trimming(while: \.isWhitespace), of: .servedModels)
        }
        modelMemoryMiB = values[.modelMemoryMiB] == nil ? nil : whole(.modelMemoryMiB, 1...(1 << 24))
        resultCacheMiB = whole(.resultCacheMiB, 0...(1 << 20))
        publicURL = values[.publicURL]
        if let publicURL, !publicURL.hasPrefix("https://"), !publicURL.hasPrefix("http://") {
            faults.append("public-url: must begin with https:// or http://")
        }
        artifactBucket = Self.bucket(values, &faults)
        encryptsArtifacts = values[.artifactEncryption] == "on"
        if !["on", "off"].contains(values[.artifactEncryption] ?? "off") {
            faults.append("artifact-encryption: must be on or off")
        }
        logLevel = Logger.Level(rawValue: values[.logLevel] ?? "") ?? .info
        if Logger.Level(rawValue: values[.logLevel] ?? "") == nil {
            faults.append("log-level: must be trace, debug, info, notice, warning, error or critical")
        }
        allowsInsecureWebhooks = values[.insecureWebhooks] == "true"
        tls = Self.tls(values, absolute: absolute, &faults)
        Self.checkExposure(host: host, hasTLS: tls != nil, values, &faults)
        if !faults.isEmpty { throw SettingFaults(faults) }
    }

    /// Credentials come from the settings' own variables, else from those that Amazon's tools use.
    private static func bucket(_ values: SettingValues, _ faults: inout [String]) -> S3Location? {
        guard let address = values[.artifactStore] else { return nil }
        let environment = ProcessInfo.processInfo.environment
        guard let keyID = values[.s3AccessKeyID] ?? environment["AWS_ACCESS_KEY_ID"],
            let secret = values[.s3SecretAccessKey] ?? environment["AWS_SECRET_ACCESS_KEY"]
        else {
            faults.append(
                "artifact-store: needs credentials in \(SettingSpecification.s3AccessKeyID.environmentName) and "
                    + "\(SettingSpecification.s3SecretAccessKey.environmentName)"
            )
            return nil
        }
        let location = S3Location(
            address: address,
            endpoint: values[.s3Endpoint],
            region: values[.s3Region] ?? "us-east-1",
            credentials: .init(
                accessKeyID: keyID,
                secretAccessKey: SecretBytes(Array(secret.utf8)),
                sessionToken: values[.s3SessionToken] ?? environment["AWS_SESSION_TOKEN"]
            )
        )
        if location == nil {
            faults.append("artifact-store: must have the form s3://bucket or s3://bucket/prefix")
        }
        return location
    }

    private static func tls(
        _ values: SettingValues,
        absolute: (String) -> String,
        _ faults: inout [String]
    ) -> TLSFiles? {
        switch (values[.tlsCert], values[.tlsKey]) {
        case (nil, nil): return nil
        case (let certificate?, let key?):
            let files = TLSFiles(certificate: absolute(certificate), privateKey: absolute(key))
            for path in [files.certificate, files.privateKey]
            where !FileManager.default.isReadableFile(atPath: path) {
                faults.append("tls: \(path) cannot be read")
            }
            return files
        default:
            faults.append("tls: --tls-cert and --tls-key must be given together")
            return nil
        }
    }

    /// Tokens in clear text must not leave the machine unless somebody says so.
    private static func checkExposure(
        host: String,
        hasTLS: Bool,
        _ values: SettingValues,
        _ faults: inout [String]
    ) {
        let isLoopback = host == "localhost" || host == "::1" || host.hasPrefix("127.")
        if !isLoopback, !hasTLS, values[.insecureHTTP] != "true" {
            faults.append(
                "host: \(host) can be reached from other machines; give --tls-cert and --tls-key, or say --insecure-http"
            )
        }
    }
}
