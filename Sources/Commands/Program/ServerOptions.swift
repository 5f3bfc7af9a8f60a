import ArgumentParser
import FoundationEssentials

/// Which server, and as whom: flag, then environment, then what `assay login` saved.
struct ServerOptions: ParsableArguments {
    private static let addressDefault = "http://127.0.0.1:8080"

    @Option(
        help: ArgumentHelp(
            "Address of the server (environment ASSAY_URL, then the saved login, then \(addressDefault)).",
            valueName: "address"
        )
    )
    var url: String?

    @Option(
        help: ArgumentHelp(
            "File that holds the access token (environment ASSAY_TOKEN, then the saved login).",
            valueName: "path"
        )
    )
    var tokenFile: String?

    @Flag(help: "Send the token over plain HTTP to another machine. Everybody on the way can read it.")
    var insecureHttp = false

    func session(console: Console, transport: any Transport) throws -> Session {
        let environment = ProcessInfo.processInfo.environment
        let settings = try SettingsFolder(environment: environment)
        return Session(
            server: ServerConnection(
                try target(environment: environment, settings: settings),
                transport: transport
            ),
            console: console,
            settings: settings
        )
    }

    /// Refuses to name a token for an address that would carry it readable over a network.
    func target(environment: [String: String], settings: SettingsFolder) throws -> ServerTarget {
        let saved = try settings.savedLogin()
        let named = url ?? environment["ASSAY_URL"].flatMap { $0.isEmpty ? nil : $0 }
        let address = try ServerAddress(named ?? saved?.address ?? Self.addressDefault)
        let token = try token(environment: environment, saved: saved, for: address)
        if token != nil, !address.protectsToken, !insecureHttp {
            throw CommandFailure.usage(
                "\(address) is plain HTTP to another machine, where anybody on the way could read the token; "
                    + "use https, or say --insecure-http if you accept that"
            )
        }
        return ServerTarget(address: address, token: token)
    }

    /// A saved token goes only to the server that it was saved for.
    private func token(environment: [String: String], saved: SavedLogin?, for address: ServerAddress) throws
        -> String?
    {
        if let tokenFile { return try AccessToken.read(fromFile: tokenFile) }
        if let token = environment["ASSAY_TOKEN"], !token.isEmpty {
            return try AccessToken.checked(token, from: "ASSAY_TOKEN")
        }
        guard let saved, try ServerAddress(saved.address) == address else { return nil }
        return saved.token
    }
}
