/// A statement whose values travel apart from its text, written as a string literal.
///
/// `"SELECT \(id)"` becomes `SELECT $1` and a typed binary parameter. Only literals make SQL text: a run-time
/// string must be spelled `\(raw:)` (unescaped, for text fixed in code) or `\(identifier:)` (quoted).
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// Text around the parameters: always one more than there are parameters.
    private(set) var segments: [String]
    private(set) var parameters: [PostgresParameter]
    /// A name for logs and errors, safe to show.
    private(set) var label: String?

    package init(stringLiteral text: StaticString) {
        segments = [text.description]
        parameters = []
    }

    package init(stringInterpolation: Interpolation) {
        self = stringInterpolation.sql
    }

    private init(unescaped text: String) {
        segments = [text]
        parameters = []
    }

    /// The text as the server gets it, with `$1`, `$2`… for the parameters.
    package var text: String {
        var text = segments[0]
        for (index, segment) in segments.dropFirst().enumerated() {
            text += "$\(index + 1)"
            text += segment
        }
        return text
    }

    package var parameterCount: Int {
        parameters.count
    }

    /// The same statement with a name that errors may show, such as `"models.insert"`.
    package func named(_ label: StaticString) -> SQL {
        var copy = self
        copy.label = label.description
        return copy
    }

    package static func += (left: inout SQL, right: SQL) {
        left.append(right)
    }

    package static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.append(right)
        return sum
    }

    fileprivate mutating func append(text: String) {
        segments[segments.count - 1] += text
    }

    fileprivate mutating func append(_ parameter: PostgresParameter) {
        parameters.append(parameter)
        segments.append("")
    }

    fileprivate mutating func append(_ other: SQL) {
        append(text: other.segments[0])
        segments.append(contentsOf: other.segments.dropFirst())
        parameters.append(contentsOf: other.parameters)
    }
}

extension SQL {
    /// Gathers the pieces of an interpolated literal.
    package struct Interpolation: StringInterpolationProtocol, Sendable {
        fileprivate var sql = SQL(unescaped: "")

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: StaticString) {
            sql.append(text: literal.description)
        }

        /// Binds a value; one that cannot be encoded makes the statement fail before it is sent.
        package mutating func appendInterpolation(_ value: some PostgresEncodable) {
            sql.append(PostgresParameter(value))
        }

        /// Binds a value or NULL.
        package mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            sql.append(PostgresParameter(value))
        }

        /// Splices another statement, whose parameters are renumbered.
        package mutating func appendInterpolation(fragment: SQL) {
            sql.append(fragment)
        }

        /// Splices another statement, whose parameters are renumbered.
        package mutating func appendInterpolation(_ fragment: SQL) {
            sql.append(fragment)
        }

        /// Puts text in as it stands. Never pass anything that came from outside the program.
        package mutating func appendInterpolation(raw text: String) {
            sql.append(text: text)
        }

        /// Puts a quoted identifier in, such as the name of a role or a table.
        package mutating func appendInterpolation(identifier: String) {
            sql.append(text: PostgresQuoting.identifier(identifier))
        }
    }
}

extension Sequence<SQL> {
    /// The fragments one after another with `separator` between them; empty when there are none.
    package func joined(separator: SQL) -> SQL {
        var joined: SQL = ""
        for (index, fragment) in enumerated() {
            if index > 0 { joined += separator }
            joined += fragment
        }
        return joined
    }
}
