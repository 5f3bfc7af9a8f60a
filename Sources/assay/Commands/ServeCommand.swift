import ArgumentParser
import Commands
import FoundationEssentials
import HTTPAPI
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import UnixSignals

/// `assay serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Run the platform until Ctrl-C.",
        discussion: "With no --database-url it runs a PostgreSQL of its own under the data directory."
    )

    @OptionGroup var options: ServerOptions

    @Option(help: "Load this sample workspace into an empty database and print its tokens.")
    var sampleWorkspace: String?

    func run() async throws {
        let settings: ServerSettings
        do { settings = try options.settings() } catch { throw ServerFailure(error) }
        let logger = ServerLog.start(level: settings.logLevel)
        do {
            try await serve(settings, logger)
        } catch {
            throw ServerFailure(error)
        }
    }

    private func serve(_ settings: ServerSettings, _ logger: Logger) async throws {
        let directory = DataDirectory(path: settings.dataDirectory)
        let platform = try await Platform.start(settings, logger) { stores in
            guard let path = sampleWorkspace else { return }
            let sample = try SampleWorkspace(
                manifestPath: path,
                embeddingModelFolder: settings.embeddingModelFolder,
                stores: stores,
                logger: logger
            )
            if let tokens = try await sample.load() {
                try DataDirectory.writePrivately(
                    Array(try JSONEncoder().encode(tokens)),
                    to: directory.sampleTokens
                )
            }
        }
        do {
            try await serve(platform, directory)
        } catch {
            await platform.stop()
            throw error
        }
        await platform.stop()
    }

    private func serve(_ platform: Platform, _ directory: DataDirectory) async throws {
        let settings = platform.settings
        let welcome = Welcome(
            scheme: settings.tls == nil ? "http" : "https",
            host: settings.host,
            sampleTokens: sampleWorkspace == nil ? nil : try? SampleTokens.read(from: directory.sampleTokens)
        )
        let application = Application(
            router: platform.router(),
            server: try Self.server(settings.tls, platform.presence),
            configuration: .init(address: .hostname(settings.host, port: settings.port), serverName: "assay"),
            onServerRunning: { channel in welcome.show(port: channel.localAddress?.port ?? settings.port) },
            logger: platform.logger
        )
        let group = ServiceGroup(
            configuration: .init(
                services: platform.backgroundServices() + [application] + platform.modelServices(),
                gracefulShutdownSignals: [.sigint, .sigterm],
                logger: platform.logger
            )
        )
        try await group.run()
    }

    /// Idle connections are closed after a minute; with TLS, 1.2 is the oldest version that is spoken.
    private static func server(
        _ tls: ServerSettings.TLSFiles?,
        _ presence: ClientPresence
    ) throws -> HTTPServerBuilder {
        let channel = HTTPServerBuilder.http1(
            configuration: .init(additionalChannelHandlers: [presence.handler()], idleTimeout: .seconds(60))
        )
        guard let tls else { return channel }
        let chain = try NIOSSLCertificate.fromPEMFile(tls.certificate).map {
            NIOSSLCertificateSource.certificate($0)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain,
            privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.privateKey, format: .pem))
        )
        configuration.minimumTLSVersion = .tlsv12
        return try .tls(channel, tlsConfiguration: configuration)
    }
}
