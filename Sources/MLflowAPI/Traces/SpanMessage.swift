import Catalog
import Identifiers

/// Spans of an OTLP export (opentelemetry/proto/trace/v1/trace.proto, field numbers from there).
enum SpanMessage {
    /// Values inside one another at most.
    private static let depthMax = 32

    /// The spans of an `ExportTraceServiceRequest`, without the resources and scopes they come in.
    static func spans(ofExport bytes: [UInt8]) throws -> [TraceSpan] {
        var spans: [TraceSpan] = []
        try each(bytes[...], field: 1) { resourceSpans in
            try each(resourceSpans, field: 2) { scopeSpans in
                try each(scopeSpans, field: 2) { spans.append(try span($0)) }
            }
        }
        return spans
    }

    private static func each(
        _ message: ArraySlice<UInt8>,
        field: Int,
        _ body: (ArraySlice<UInt8>) throws -> Void
    ) throws {
        var reader = ProtobufReader(message)
        while let (number, value) = try reader.next() {
            if number == field { try body(try value.message()) }
        }
    }

    private static func span(_ message: ArraySlice<UInt8>) throws -> TraceSpan {
        var members: [String: JSONValue] = [:]
        var (traceID, spanID, parentID): (ArraySlice<UInt8>, ArraySlice<UInt8>, ArraySlice<UInt8>) = (
            [], [], []
        )
        var attributes: [(String, JSONValue)] = []
        var (events, links): ([JSONValue], [JSONValue]) = ([], [])
        var (name, status) = ("", TraceSpan.Status.unset)
        var (start, end): (UInt64, UInt64) = (0, 0)
        var reader = ProtobufReader(message)
        while let (number, value) = try reader.next() {
            switch number {
            case 1: traceID = try value.message()
            case 2: spanID = try value.message()
            case 3: members["trace_state"] = .string(try value.text())
            case 4: parentID = try value.message()
            case 5: name = try value.text()
            case 6: members["kind"] = .integer(Int64(clamping: try value.number()))
            case 7: start = try value.number()
            case 8: end = try value.number()
            case 9: attributes.append(try keyValue(try value.message(), depth: 0))
            case 11: events.append(try event(try value.message()))
            case 13: links.append(try link(try value.message()))
            case 15: (status, members["status"]) = try self.status(try value.message())
            default: break
            }
        }
        guard traceID.count == 16, spanID.count == 8, parentID.isEmpty || parentID.count == 8 else {
            throw MLflowFault.invalid(
                "Invalid OpenTelemetry format: a span's ids must have 16, 8 and 8 bytes."
            )
        }
        members["trace_id"] = .string(Base64.encode(Array(traceID)))
        members["span_id"] = .string(Base64.encode(Array(spanID)))
        if !parentID.isEmpty { members["parent_span_id"] = .string(Base64.encode(Array(parentID))) }
        members["name"] = .string(name)
        members["start_time_unix_nano"] = .string("\(start)")
        members["end_time_unix_nano"] = .string("\(end)")
        members["attributes"] = list(attributes)
        if !events.isEmpty { members["events"] = .array(events) }
        if !links.isEmpty { members["links"] = .array(links) }
        return TraceSpan(
            traceID: "tr-" + Hexadecimal.encode(Array(traceID)),
            id: Hexadecimal.encode(Array(spanID)),
            parentID: parentID.isEmpty ? nil : Hexadecimal.encode(Array(parentID)),
            name: try stored(name),
            kind: try stored(plain("mlflow.spanType", attributes) ?? ""),
            status: status,
            startedAtNs: Int64(clamping: start),
            endedAtNs: Int64(clamping: end),
            inputs: try text("mlflow.spanInputs", attributes).map(stored),
            outputs: try text("mlflow.spanOutputs", attributes).map(stored),
            content: document(.object(members))
        )
    }

    private static func document(_ value: JSONValue) -> String {
        var bytes: [UInt8] = []
        JSONBytes.append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func stored(_ text: String) throws -> String {
        guard !text.utf8.contains(0) else {
            throw MLflowFault.invalid(
                "Invalid OpenTelemetry format: a name or value contains the character NUL."
            )
        }
        return text
    }

    /// The text of an attribute as the client wrote it.
    private static func text(_ key: String, _ attributes: [(String, JSONValue)]) -> String? {
        attributes.first { $0.0 == key }?.1["string_value"]?.string
    }

    /// The same, where the client wrote JSON for a plain text.
    private static func plain(_ key: String, _ attributes: [(String, JSONValue)]) -> String? {
        guard let text = text(key, attributes) else { return nil }
        return (try? JSONValue(parsing: Array(text.utf8)))?.string ?? text
    }
}

// MARK: Parts of a span

extension SpanMessage {
    private static func status(_ message: ArraySlice<UInt8>) throws -> (TraceSpan.Status, JSONValue) {
        var members: [String: JSONValue] = [:]
        var code: UInt64 = 0
        var reader = ProtobufReader(message)
        while let (number, value) = try reader.next() {
            switch number {
            case 2: members["message"] = .string(try value.text())
            case 3: code = try value.number()
            default: break
            }
        }
        members["code"] = .integer(Int64(clamping: min(code, 2)))
        return (code == 1 ? .ok : code == 2 ? .error : .unset, .object(members))
    }

    private static func event(_ message: ArraySlice<UInt8>) throws -> JSONValue {
        var members: [String: JSONValue] = [:]
        var attributes: [(String, JSONValue)] = []
        var reader = ProtobufReader(message)
        while let (number, value) = try reader.next() {
            switch number {
            case 1: members["time_unix_nano"] = .string("\(try value.number())")
            case 2: members["name"] = .string(try value.text())
            case 3: attributes.append(try keyValue(try value.message(), depth: 0))
            default: break
            }
        }
        members["attributes"] = list(attributes)
        return .object(members)
    }

    private static func link(_ message: ArraySlice<UInt8>) throws -> JSONValue {
        var members: [String: JSONValue] = [:]
        var attributes: [(String, JSONValue)] = []
        var reader = ProtobufReader(message)
        while let (number, value) = try reader.next() {
            switch number {
            case 1: members["trace_id"] = .string(Base64.encode(Array(try value.message())))
            case 2: members["span_id"] = .string(Base64.encode(Array(try value.message())))
            case 4: attributes.append(try keyValue(try value.message(), depth: 0))
            default: break
            }
        }
        members["attributes"] = list(attributes)
        return .object(members)
    }

    private static func list(_ attributes: [(String, JSONValue)]) -> JSONValue {
        .array(attributes.map { ["key": .string($0.0), "value": $0.1] })
    }

    private static func keyValue(_ message: ArraySlice<UInt8>, depth: Int) throws -> (String, JSONValue) {
        var (key, any): (String, JSONValue) = ("", [:])
        var reader = ProtobufReader(message)
        while let (number, value) = try reader.next() {
            switch number {
            case 1: key = try value.text()
            case 2: any = try anyValue(try value.message(), depth: depth + 1)
            default: break
            }
        }
        return (key, any)
    }

    /// `AnyValue` of common.proto, as its JSON form.
    private static func anyValue(_ message: ArraySlice<UInt8>, depth: Int) throws -> JSONValue {
        guard depth <= depthMax else {
            throw MLflowFault.invalid("Invalid OpenTelemetry format: values are nested too deep.")
        }
        var any: JSONValue = [:]
        var reader = ProtobufReader(message)
        while let (number, value) = try reader.next() {
            switch number {
            case 1: any = ["string_value": .string(try value.text())]
            case 2: any = ["bool_value": .bool(try value.number() != 0)]
            case 3: any = ["int_value": .string("\(Int64(bitPattern: try value.number()))")]
            case 4: any = ["double_value": .number(Double(bitPattern: try value.number()))]
            case 5:
                var elements: [JSONValue] = []
                try each(try value.message(), field: 1) {
                    elements.append(try anyValue($0, depth: depth + 1))
                }
                any = ["array_value": ["values": .array(elements)]]
            case 6:
                var pairs: [(String, JSONValue)] = []
                try each(try value.message(), field: 1) { pairs.append(try keyValue($0, depth: depth + 1)) }
                any = ["kvlist_value": ["values": list(pairs)]]
            case 7: any = ["bytes_value": .string(Base64.encode(Array(try value.message())))]
            default: break
            }
        }
        return any
    }
}
