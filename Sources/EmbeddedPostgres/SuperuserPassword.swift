import Foundation
import Glibc

/// The random password of the cluster's superuser, readable by the owning process's user only.
struct SuperuserPassword: Sendable {
    static let user = "postgres"
    static let randomBytes = 32

    let text: String

    /// New, from the system's randomness, as lower-case hexadecimal.
    static func generate() -> SuperuserPassword {
        var generator = SystemRandomNumberGenerator()
        let digits = Array("0123456789abcdef")
        let text = (0..<randomBytes * 2).map { _ in digits[Int(generator.next() & 15)] }
        return SuperuserPassword(text: String(text))
    }

    static func read(_ path: String) throws -> SuperuserPassword {
        guard let content = try? String(contentsOfFile: path, encoding: .utf8), !content.isEmpty else {
            throw EmbeddedPostgresError.passwordMissing(path: path)
        }
        return SuperuserPassword(text: content.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// Replaces the file in one step, so that it is never half written.
    func write(to path: String) throws {
        let unfinished = "\(path).unfinished"
        let files = FileManager.default
        try? files.removeItem(atPath: unfinished)
        let made = files.createFile(
            atPath: unfinished,
            contents: Data("\(text)\n".utf8),
            attributes: [.posixPermissions: 0o600]
        )
        guard made, unsafe rename(unfinished, path) == 0 else {
            throw EmbeddedPostgresError.fileSystem(operation: "write", path: path, reason: SystemError.text())
        }
    }
}
