package import Identifiers

/// The OpenAPI 3.1 description of this server's own API, put together from the pieces in `pieces/`.
///
/// A piece describes one feature in the notation of `OperationNotation` and `SchemaNotation`, which leave out what
/// all operations have in common. Tests hold the document against the router and against every answer.
package struct APIDocument: Sendable {
    /// What OpenAPI calls the document.
    package let value: JSONValue
    /// The same in its canonical form, as it is served.
    package let bytes: [UInt8]

    /// Put together once; the fault, should there be one, is a defect of a piece.
    package static let assembled = Result { () throws(DocumentFault) in
        try APIDocument(pieces: DocumentPiece.all())
    }

    init(pieces: [DocumentPiece]) throws(DocumentFault) {
        let schemas = try DocumentPiece.merged(pieces, \.schemas)
        var components = DocumentComponents(
            parameters: try DocumentPiece.merged(pieces, \.parameters),
            headers: try DocumentPiece.merged(pieces, \.headers),
            problems: try DocumentPiece.merged(pieces, \.problems)
        )
        for (name, notation) in schemas { components.schemas[name] = try SchemaNotation.expanded(notation) }
        var paths: [String: JSONValue] = [:]
        for piece in pieces {
            for (route, notation) in piece.operations {
                let operation = try OperationNotation(route: route, notation: notation, tag: piece.tag)
                var methods = paths[operation.path]?.object ?? [:]
                methods[operation.method] = try operation.expanded(&components)
                paths[operation.path] = .object(methods)
            }
        }
        value = Self.document(paths: paths, components: components, tags: pieces.compactMap(\.tagObject))
        do { bytes = try CanonicalJSON.encode(value) } catch {
            throw DocumentFault("a number has no JSON form")
        }
    }

    private static func document(
        paths: [String: JSONValue],
        components: DocumentComponents,
        tags: [JSONValue]
    ) -> JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Assay", "version": "1",
                "description": .string(
                    """
                    A governed catalog of models, and answers with citations. Times are RFC 3339 in UTC, ids are \
                    UUIDs, refusals are problem documents (RFC 9457). Listings come in pages: pass \
                    `next_page_token` on as `page_token`. Every change names the audit entry that records it. \
                    The MLflow-compatible routes are described by MLflow.
                    """
                ),
            ],
            "servers": [["url": "/"]],
            "security": [["bearer": []], ["basic": []]],
            "tags": .array(tags),
            "paths": .object(paths),
            "components": components.object,
        ]
    }
}

/// A piece of the document says something that has no meaning.
package struct DocumentFault: Error, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
