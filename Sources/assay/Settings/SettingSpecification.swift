/// Every setting of the server: its flag, its environment variable, its default.
enum SettingSpecification: String, CaseIterable {
    case dataDir = "data-dir"
    case databaseURL = "database-url"
    case host
    case port
    case tlsCert = "tls-cert"
    case tlsKey = "tls-key"
    case insecureHTTP = "insecure-http"
    case policies
    case modelDir = "model-dir"
    case embeddingModel = "embedding-model"
    case databaseConnections = "database-connections"
    case logLevel = "log-level"
    case publicURL = "public-url"

    var environmentName: String {
        "ASSAY_" + rawValue.uppercased().replacing("-", with: "_")
    }

    /// Nil when there is none, or when it depends on another setting.
    var defaultValue: String? {
        switch self {
        case .dataDir: "./.assay"
        case .host: "127.0.0.1"
        case .port: "8080"
        case .insecureHTTP: "false"
        case .databaseConnections: "12"
        case .logLevel: "info"
        case .databaseURL, .tlsCert, .tlsKey, .policies, .modelDir, .embeddingModel, .publicURL: nil
        }
    }

    /// Never printed.
    var isSecret: Bool { self == .databaseURL }
}
