/// The few elements that are wanted of the store's XML answers. Keys hold no escapes: all are ours and plain.
struct S3Document: Sendable {
    private let text: String

    init(_ bytes: [UInt8]) {
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// The texts of all elements of the name, in order.
    func texts(of element: String) -> [String] {
        var texts: [String] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "<\(element)>"),
            let end = rest[start.upperBound...].firstRange(of: "</\(element)>")
        {
            texts.append(String(rest[start.upperBound..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        return texts
    }

    func text(of element: String) -> String? { texts(of: element).first }

    /// The texts of all elements of the name as documents of their own.
    func parts(_ element: String) -> [S3Document] { texts(of: element).map { S3Document(Array($0.utf8)) } }
}
