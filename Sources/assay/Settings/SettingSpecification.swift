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
    case servedModels = "served-models"
    case modelMemoryMiB = "model-memory-mib"
    case resultCacheMiB = "result-cache-mib"
    case databaseConnections = "database-connections"
    case logLevel = "log-level"
    case insecureWebhooks = "insecure-webhooks"
    case publicURL = "public-url"
    case artifactStore = "artifact-store"
    case artifactEncryption = "artifact-encryption"
    case s3Endpoint = "s3-endpoint"
    case s3Region = "s3-region"
    case s3AccessKeyID = "s3-access-key-id"
    case s3SecretAccessKey = "s3-secret-access-key"
    case s3SessionToken = "s3-session-token"

    var environmentName: String {
        "ASSAY_" + rawValue.uppercased().replacing("-", with: "_")
    }

    /// Nil when there is none, or when it depends on another setting.
    var defaultValue: String? {
        switch self {
        case .dataDir: "./.assay"
        case .host: "127.0.0.1"
        case .port: "8080"
        case .insecureHTTP, .insecureWebhooks: "false"
        case .databaseConnections: "12"
        case .resultCacheMiB: "64"
        case .logLevel: "info"
        case .artifactEncryption: "off"
        case .s3Region: "us-east-1"
        case .databaseURL, .tlsCert, .tlsKey, .policies, .modelDir, .embeddingModel, .servedModels,
            .modelMemoryMiB, .publicURL, .artifactStore, .s3Endpoint, .s3AccessKeyID, .s3SecretAccessKey,
            .s3SessionToken:
            nil
        }
    }

    /// Never printed.
    var isSecret: Bool {
        switch self {
        case .databaseURL, .s3AccessKeyID, .s3SecretAccessKey, .s3SessionToken: true
        default: false
        }
    }
}
