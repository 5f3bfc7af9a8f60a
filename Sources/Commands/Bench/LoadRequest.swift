/// One request of a load, relative to the server's address.
package struct LoadRequest: Sendable {
    package enum Method: Sendable { case get, post }

    package var method: Method
    /// Begins with a slash and is percent-encoded; a query may follow.
    package var path: String
    /// JSON; empty for none.
    package var body: [UInt8]

    package init(_ method: Method, _ path: String, body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.body = body
    }
}

/// What a server answered to one request.
package struct LoadAnswer: Sendable {
    package let status: Int
    package let body: [UInt8]

    package var isSuccess: Bool { (200..<300).contains(status) }
}

/// Where a load ends, whichever comes first.
package struct LoadLimits: Sendable {
    package var requestsMax: Int
    /// No request begins after this; those under way are waited for.
    package var secondsMax: Double

    package init(requestsMax: Int, secondsMax: Double) {
        self.requestsMax = requestsMax
        self.secondsMax = secondsMax
    }
}

/// Why no load can be made.
package struct LoadFault: Error, CustomStringConvertible {
    package let description: String
}
