internal import CLibPQ

/// The keywords libpq gets for a configuration.
struct ConnectParameters: Sendable {
    let pairs: [(key: String, value: String)]

    init(_ configuration: PostgresConfiguration) throws(PostgresError) {
        var pairs: [(key: String, value: String)]
        var options = ""
        switch configuration.target {
        case .connectionString(let text):
            options = try ConnectParameters.options(in: text)
            pairs = [("dbname", text)]
        case .server(let host, let port, let database, let user, let password):
            pairs = [("host", host), ("port", String(port)), ("dbname", database), ("user", user)]
            if let password { pairs.append(("password", password)) }
        }
        options += ConnectParameters.sessionOptions(configuration)
        pairs += ConnectParameters.fixed(configuration)
        pairs.append(("options", options))
        // C strings end at a zero byte: one inside would cut a value short unseen.
        guard pairs.allSatisfy({ !$0.value.utf8.contains(0) }) else {
            throw PostgresError(.configuration, "A connection parameter holds a zero byte.")
        }
        self.pairs = pairs
    }

    private static func fixed(_ configuration: PostgresConfiguration) -> [(key: String, value: String)] {
        [
            ("application_name", configuration.applicationName),
            ("client_encoding", "UTF8"),
            ("gssencmode", "disable"),
            ("keepalives_idle", "30"),
            ("keepalives_interval", "10"),
            ("keepalives_count", "3"),
            ("tcp_user_timeout", "60000"),
        ]
    }

    private static func sessionOptions(_ configuration: PostgresConfiguration) -> String {
        var options = ""
        if let role = configuration.role { options += " -c role=\(escapeOption(role))" }
        if let limit = configuration.statementTimeoutMs { options += " -c statement_timeout=\(limit)" }
        return options
    }

    /// The server splits `options` at spaces; a backslash keeps the next character (`pg_split_opts`).
    private static func escapeOption(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            if scalar == "\\" || scalar.properties.isWhitespace { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }

    /// The `options` a connection string has itself, which ours are added to.
    private static func options(in connectionString: String) throws(PostgresError) -> String {
        guard let parsed = unsafe PQconninfoParse(connectionString, nil) else {
            throw PostgresError(.configuration, "The connection string cannot be parsed.")
        }
        defer { unsafe PQconninfoFree(parsed) }
        var entry = unsafe parsed
        while let keyword = unsafe entry.pointee.keyword {
            if unsafe String(cString: keyword) == "options", let value = unsafe entry.pointee.val {
                return unsafe String(cString: value)
            }
            unsafe entry += 1
        }
        return ""
    }
}
