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

    @Option(help: "A folder with an access-roles.json of your own.")
    var policies: String?

    @Option(help: "The folder that holds models. (default: <data-dir>/models)")
    var modelDir: String?

    @Option(help: "The embedding model's folder. (default: <model-dir>/all-minilm-l6-v2)")
    var embeddingModel: String?

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
        help: "A YAML file of settings by the names of these flags. (default: <data-dir>/assay.yaml if there)"
    )
    var config: String?

    func values() throws -> SettingValues {
        let flags: [SettingSpecification: String?] = [
            .dataDir: dataDir, .databaseURL: databaseURL, .host: host, .port: port, .tlsCert: tlsCert,
            .tlsKey: tlsKey,
            .insecureHTTP: insecureHTTP ? "true" : nil, .policies: policies, .modelDir: modelDir,
            .embeddingModel: embeddingModel, .databaseConnections: databaseConnections, .logLevel: logLevel,
            .publicURL: publicURL,
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
