import ArgumentParser
import FoundationEssentials

/// The flags that every command of the server side takes.
struct ServerOptions: ParsableArguments {
    @Option(help: "Where everything is kept: database, files, keys, models. (default: ./.assay)")
    var dataDir: String?

    @Option(help: "A PostgreSQL 15 or newer to use instead of the embedded one (libpq URL).")
    var databaseURL: String?

    @Option(help: "The address to listen on. (default: 127.0.0.1)")
    var host: String?

    @Option(help: "The port to listen on; 0 takes a free one and prints it. (default: 8080)")
    var port: String?

    @Option(help: "The certificate chain in PEM.")
    var tlsCert: String?

    @Option(help: "The private key in PEM.")
    var tlsKey: String?

    @Flag(help: "Serve plain HTTP to other machines. Tokens travel in clear text.")
    var insecureHTTP = false

    @Flag(help: "Let webhooks call plain HTTP and addresses inside your own network.")
    var insecureWebhooks = false

    @Option(help: "A folder with an access-roles.json of your own.")
    var policies: String?

    @Option(help: "The folder that holds models. (default: <data-dir>/models)")
    var modelDir: String?

    @Option(
        help:
            "The embedding model: its folder, or catalog:NAME:VERSION; @int8 or @int8-accurate behind it computes it so. (default: <model-dir>/all-minilm-l6-v2)"
    )
    var embeddingModel: String?

    @Option(
        help:
            "More models to serve, for embedding and for ranking, with commas between; written as the one before."
    )
    var servedModels: String?

    @Option(
        name: .customLong("model-memory-mib"),
        help:
            "Memory for weights and working memory of all models; what does not fit is not served. (default: no limit)"
    )
    var modelMemoryMiB: String?

    @Option(
        name: .customLong("result-cache-mib"),
        help: "Memory for results that may be asked for again; 0 keeps none. (default: 64)"
    )
    var resultCacheMiB: String?

    @Option(help: "Database connections at most, 4 or more. (default: 12)")
    var databaseConnections: String?

    @Option(help: "trace, debug, info, notice, warning, error or critical. (default: info)")
    var logLevel: String?

    @Option(
        name: .customLong("public-url"),
        help:
            "Where clients reach the server, such as https://assay.example.com. (default: the host they ask for)"
    )
    var publicURL: String?

    @Option(
        help: "Where artifacts lie: a bucket such as s3://models/prod. (default: <data-dir>/contents)"
    )
    var artifactStore: String?

    @Option(
        help:
            "on: encrypt artifacts at rest, with a key for each team; off: keep them as they are. (default: off)"
    )
    var artifactEncryption: String?

    @Option(
        name: .customLong("s3-endpoint"),
        help: "The S3-compatible server, such as http://minio:9000. (default: Amazon's of the region)"
    )
    var s3Endpoint: String?

    @Option(
        name: .customLong("s3-region"),
        help: "The region of the bucket. (default: us-east-1)"
    )
    var s3Region: String?

    @Option(
        help: "A YAML file of settings by the names of these flags. (default: <data-dir>/assay.yaml if there)"
    )
    var config: String?

    func values() throws -> SettingValues {
        let flags: [SettingSpecification: String?] = [
            .dataDir: dataDir, .databaseURL: databaseURL, .host: host, .port: port, .tlsCert: tlsCert,
            .tlsKey: tlsKey,
            .insecureHTTP: insecureHTTP ? "true" : nil,
            .insecureWebhooks: insecureWebhooks ? "true" : nil, .policies: policies, .modelDir: modelDir,
            .embeddingModel: embeddingModel, .servedModels: servedModels, .modelMemoryMiB: modelMemoryMiB,
            .resultCacheMiB: resultCacheMiB, .databaseConnections: databaseConnections, .logLevel: logLevel,
            .publicURL: publicURL, .artifactStore: artifactStore, .artifactEncryption: artifactEncryption,
            .s3Endpoint: s3Endpoint, .s3Region: s3Region,
        ]
        return try SettingValues(
            flags: flags.compactMapValues { $0 },
            environment: ProcessInfo.processInfo.environment,
            configFile: config
        )
    }

    func settings() throws -> ServerSettings {
        try ServerSettings(try values())
    }
}
