package import Access
package import Hummingbird
import Logging
import NIOCore

/// What is known of a request while it is served.
package struct APIContext: Hummingbird.RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// `X-Request-Id` of the client when it is a short plain word, else one made here.
    package var requestID: String
    /// Set by authentication; nil on the routes that need none.
    package var actor: Actor?

    /// The connection that the request came on.
    let channel: any Channel

    /// Names the connection.
    var connection: ObjectIdentifier { ObjectIdentifier(channel) }

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        requestID = ""
        actor = nil
        channel = source.channel
    }

    /// The authenticated actor; throws when authentication did not run or found nobody.
    package func requireActor() throws -> Actor {
        guard let actor else { throw AuthenticationRequired() }
        return actor
    }
}

/// No valid credential came with the request.
package struct AuthenticationRequired: Error, Sendable {
    package init() {}
}
