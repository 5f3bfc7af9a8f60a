import FoundationEssentials
import Identifiers

/// A JSON document in a file on this machine, to be sent.
enum JSONFile {
    private static let bytesMax = 1 << 20

    static func object(_ path: String) throws(CommandFailure) -> [String: JSONValue] {
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= bytesMax else {
            throw .usage("\(path) cannot be read, or has more than \(bytesMax) bytes")
        }
        guard let object = (try? JSONValue(parsing: Array(data)))?.object else {
            throw .usage("\(path) holds no JSON object")
        }
        return object
    }
}
