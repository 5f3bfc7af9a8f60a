// swift-tools-version: 6.2
import PackageDescription

/// A library target with its folder and the exact modules it may import (docs/architecture.md, checked by a test).
func library(
    _ name: String,
    path: String? = nil,
    exclude: [String] = [],
    resources: [Resource]? = nil,
    _ dependencies: [Target.Dependency]
) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        path: path ?? "Sources/\(name)",
        exclude: exclude,
        resources: resources
    )
}

/// A test target; integration targets also see `TestSupport`.
func tests(
    _ name: String,
    path: String? = nil,
    _ dependencies: [Target.Dependency],
    resources: [Resource]? = nil
) -> Target {
    .testTarget(
        name: name,
        dependencies: dependencies,
        path: path ?? "Tests/\(name)",
        resources: resources
    )
}

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let system: [Target] = [
    .systemLibrary(
        name: "CLibPQ",
        path: "Sources/System/CLibPQ",
        pkgConfig: "libpq",
        providers: [.apt(["libpq-dev"])]
    ),
    .systemLibrary(
        name: "CLibArchive",
        path: "Sources/System/CLibArchive",
        pkgConfig: "libarchive",
        providers: [.apt(["libarchive-dev"])]
    ),
    .systemLibrary(
        name: "COpenBLAS",
        path: "Sources/System/COpenBLAS",
        pkgConfig: "openblas",
        providers: [.apt(["libopenblas-dev"])]
    ),
    .systemLibrary(
        name: "COpenSSL",
        path: "Sources/System/COpenSSL",
        pkgConfig: "libcrypto",
        providers: [.apt(["libssl-dev"])]
    ),
    // Kernels are optimised in debug builds too: tests run real models.
    .target(name: "CKernels", path: "Sources/CKernels", cSettings: [.unsafeFlags(["-O2"])]),
]

let foundations: [Target] = [
    library("Identifiers", []),
    library("Signing", ["Identifiers", "COpenSSL"]),
    library("TransparencyLog", ["Identifiers", "Signing"]),
    library("Tensors", ["COpenBLAS", "CKernels"]),
    library("Inference", ["Tensors", "Identifiers"]),
    library("Markup", []),
    library("PostgresClient", ["CLibPQ", logging]),
]

let domain: [Target] = [
    library("Access", ["Identifiers", "Signing"]),
    library("Audit", ["Identifiers", "TransparencyLog"]),
    library("Catalog", ["Identifiers", "Access", "Signing"]),
    library("Corpus", ["Identifiers", "Access"]),
    library("Retrieval", ["Identifiers", "Corpus"]),
    library("Synthesis", ["Identifiers", "Corpus", "Retrieval"]),
    library("ConnectorKit", path: "Connectors/Kit", ["Corpus", "CLibArchive"]),
]

let adapters: [Target] = [
    library("SlackConnector", path: "Connectors/Slack", ["ConnectorKit", "Corpus", "Identifiers", "Markup"]),
    library(
        "PolicyLibrary",
        path: "Policies",
        exclude: ["Tests", "access-matrix.md", "README.md"],
        resources: [
            .embedInCode("access-roles.json"), .embedInCode("protected-aliases.json"),
            .embedInCode("retention.json"),
        ],
        ["Access", "Catalog"]
    ),
    library(
        "SchemaHistory",
        path: "Migrations",
        exclude: ["Tests", "schema.sql", "README.md"],
        resources: [.embedInCode("versions")],
        ["PostgresClient", logging]
    ),
    library("EmbeddedPostgres", [logging]),
    library("ContentStore", ["Identifiers", "Signing", "Access", "Catalog"]),
    library(
        "ObjectStore",
        ["Identifiers", "Signing", "Access", "Catalog", asyncHTTPClient, nioCore, nioHTTP1]
    ),
    library(
        "Persistence",
        [
            "PostgresClient", "Identifiers", "Signing", "TransparencyLog", "Access", "Audit", "Catalog",
            "Corpus", "Retrieval", logging,
        ]
    ),
    library("Upstream", ["Catalog", asyncHTTPClient, nioCore, nioHTTP1]),
    library("LocalModels", ["Inference", "Tensors", "Retrieval", "Identifiers", "Signing", logging]),
]

let useCases: [Target] = [
    library(
        "Workflows",
        [
            "Identifiers", "Signing", "TransparencyLog", "Access", "Audit", "Catalog", "Corpus", "Retrieval",
            "Synthesis", "ConnectorKit", logging,
        ]
    )
]

let edges: [Target] = [
    library(
        "HTTPAPI",
        resources: [.embedInCode("OpenAPI/pieces")],
        [
            "Workflows", "Identifiers", "Access", "Audit", "Catalog", "Corpus", "Retrieval", "Synthesis",
            "TransparencyLog", "Signing", hummingbird, httpTypes, nioCore, nioHTTP1, logging,
        ]
    ),
    library(
        "OpenAIAPI",
        ["HTTPAPI", "Workflows", "Identifiers", "Access", "Retrieval", hummingbird, httpTypes, nioCore]
    ),
    library(
        "MLflowAPI",
        [
            "HTTPAPI", "Workflows", "Identifiers", "Access", "Catalog", "Signing", hummingbird, httpTypes,
            nioCore,
            logging,
        ]
    ),
    library(
        "WebUI",
        resources: [.embedInCode("page")],
        ["HTTPAPI", hummingbird, httpTypes, nioCore]
    ),
    library(
        "Commands",
        [
            "Identifiers", "Access", "Audit", "Signing", "TransparencyLog", "ConnectorKit", argumentParser,
            asyncHTTPClient, nioCore, nioHTTP1,
        ]
    ),
]

let composition: [Target] = [
    .executableTarget(
        name: "assay",
        dependencies: [
            "Identifiers", "Signing", "TransparencyLog", "Tensors", "Inference", "PostgresClient", "Access",
            "Audit", "Catalog", "Corpus", "Retrieval", "ConnectorKit", "SlackConnector",
            "PolicyLibrary", "SchemaHistory", "EmbeddedPostgres", "ContentStore", "ObjectStore",
            "Persistence", "LocalModels", "Upstream",
            "Workflows", "HTTPAPI", "MLflowAPI", "OpenAIAPI", "WebUI", "Commands", hummingbird,
            hummingbirdCore,
            hummingbirdTLS, nioCore, nioSSL,
            argumentParser, serviceLifecycle, unixSignals, logging, yams,
        ],
        path: "Sources/assay"
    )
]

let testing: [Target] = [
    .target(
        name: "TestSupport",
        dependencies: ["Identifiers", "EmbeddedPostgres", "PostgresClient", "SchemaHistory", logging],
        path: "Tests/TestSupport"
    ),
    .target(name: "ModelFixtures", path: "Tests/ModelFixtures"),
    tests("AccessTests", ["Access", "Identifiers", "Signing"]),
    tests(
        "PolicyLibraryTests",
        path: "Policies/Tests",
        ["PolicyLibrary", "Access", "Catalog", "Identifiers", "TestSupport"]
    ),
    tests("CatalogTests", ["Catalog", "Access", "Identifiers"]),
    tests(
        "WorkflowsTests",
        [
            "Workflows", "Access", "Catalog", "Corpus", "Identifiers", "Retrieval", "Synthesis",
            "TestSupport",
            logging,
        ]
    ),
    tests(
        "IntegrationTests",
        [
            "HTTPAPI", "MLflowAPI", "OpenAIAPI", "Workflows", "Persistence", "ContentStore", "PolicyLibrary",
            "SlackConnector", "ConnectorKit", "EmbeddedPostgres", "SchemaHistory", "PostgresClient",
            "TestSupport", "Access",
            "Audit", "Catalog", "Corpus", "Retrieval", "Synthesis", "TransparencyLog", "Signing",
            "Identifiers", "Inference", "LocalModels", "ModelFixtures", "Tensors", hummingbird,
            hummingbirdCore, httpTypes,
            nioCore, nioEmbedded, logging,
        ]
    ),
    tests("ArchitectureTests", []),
    tests("IdentifiersTests", ["Identifiers"]),
    tests("SigningTests", ["Signing", "Identifiers"]),
    tests("TransparencyLogTests", ["TransparencyLog", "Signing", "Identifiers"]),
    tests("AuditTests", ["Audit", "TransparencyLog", "Signing", "Identifiers"]),
    tests("MarkupTests", ["Markup"]),
    tests("CorpusTests", ["Corpus", "Identifiers"]),
    tests("RetrievalTests", ["Retrieval", "Corpus", "Identifiers"]),
    tests("SynthesisTests", ["Synthesis", "Retrieval", "Corpus", "Identifiers"]),
    tests(
        "AnswerQualityTests",
        [
            "LocalModels", "Inference", "Tensors", "SlackConnector", "ConnectorKit", "Corpus", "Retrieval",
            "Synthesis", "Identifiers", logging,
        ]
    ),
    tests("TensorsTests", ["Tensors", "ModelFixtures"]),
    tests("InferenceTests", ["Inference", "Tensors", "Identifiers", "ModelFixtures", "TestSupport"]),
    tests(
        "LocalModelsTests",
        [
            "LocalModels", "Inference", "Tensors", "Retrieval", "Identifiers", "Signing", "ModelFixtures",
            logging,
        ]
    ),
    tests("PostgresClientTests", ["PostgresClient", logging]),
    tests("EmbeddedPostgresTests", ["EmbeddedPostgres", "TestSupport", logging]),
    tests(
        "SchemaHistoryTests",
        path: "Migrations/Tests",
        ["SchemaHistory", "TestSupport", "PostgresClient", logging]
    ),
    tests(
        "ConnectorKitTests",
        path: "Connectors/Tests/ConnectorKitTests",
        ["ConnectorKit", "Corpus", "Identifiers"]
    ),
    tests(
        "SlackConnectorTests",
        path: "Connectors/Tests/SlackConnectorTests",
        ["SlackConnector", "ConnectorKit", "Corpus", "Identifiers", "Markup"]
    ),
    tests(
        "ContentStoreTests",
        ["ContentStore", "Catalog", "Access", "Signing", "Identifiers", "TestSupport"]
    ),
    tests(
        "ObjectStoreTests",
        ["ObjectStore", "ContentStore", "Catalog", "Access", "Signing", "Identifiers", "TestSupport"]
    ),
    tests(
        "PersistenceTests",
        [
            "Persistence", "PostgresClient", "TestSupport", "SchemaHistory", "Access", "Audit", "Catalog",
            "Corpus",
            "Retrieval", "TransparencyLog", "Signing", "Identifiers", logging,
        ]
    ),
    tests(
        "CommandsTests",
        [
            "Commands", "Identifiers", "Access", "Audit", "Signing", "TransparencyLog", "ConnectorKit",
            argumentParser,
        ]
    ),
    tests(
        "MLflowAPITests",
        [
            "MLflowAPI", "HTTPAPI", "Workflows", "Identifiers", "Access", "Catalog", hummingbird, httpTypes,
            nioCore, nioEmbedded, logging,
        ]
    ),
    tests(
        "OpenAIAPITests",
        [
            "OpenAIAPI", "HTTPAPI", "Workflows", "Identifiers", "Access", "Retrieval", hummingbird, httpTypes,
            nioCore, nioEmbedded, logging,
        ]
    ),
    tests("UpstreamTests", ["Upstream", "Catalog"]),
    tests("WebUITests", ["WebUI", "HTTPAPI", hummingbird, httpTypes, nioCore, nioEmbedded, logging]),
]

/// Needs `-sanitize=fuzzer` for all modules, so it is built only when `scripts/check-fuzzing` asks for it.
let fuzzing: [Target] = [
    .executableTarget(
        name: "fuzz",
        dependencies: ["Inference", "Tensors", "Identifiers"],
        path: "Tests/Fuzz",
        exclude: ["Corpus"]
    )
]
let isFuzzing = Context.environment["ASSAY_FUZZ"] == "1"

let package = Package(
    name: "assay",
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: system + foundations + domain + adapters + useCases + edges + composition + testing
        + (isFuzzing ? fuzzing : [])
)

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + strict
}
