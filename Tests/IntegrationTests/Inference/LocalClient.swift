import Glibc
import HTTPTypes

/// A client with a connection of its own, which can leave at any moment.
final class LocalClient {
    private let descriptor: Int32
    private var isOpen = true

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw NoConnection() }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw NoConnection() }
    }

    deinit {
        leave()
    }

    /// Ends the connection at once, as the end of its process would.
    func leave() {
        guard isOpen else { return }
        isOpen = false
        Glibc.close(descriptor)
    }

    func send(_ call: Call, as token: String) throws {
        guard case .bytes(let body) = call.body else { throw NoConnection() }
        let head = """
            \(call.method.rawValue) \(call.path) HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer \(token)\r
            Content-Type: application/json\r
            Content-Length: \(body.count)\r
            \r

            """
        try send(Array(head.utf8) + body)
    }

    func send(_ message: [UInt8]) throws {
        let sent = unsafe message.withUnsafeBytes { bytes in
            unsafe Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        }
        guard sent == message.count else { throw NoConnection() }
    }

    /// The status of the next answer, once its first bytes have come. No thread waits for them: the server's work runs
    /// on the same few.
    func status() async throws -> Int {
        let line = try await answer()
        guard line.hasPrefix("HTTP/1.1 "), let status = Int(line.dropFirst(9).prefix(3)) else {
            throw NoConnection()
        }
        return status
    }

    /// What has come, once there is anything.
    func answer() async throws -> String {
        var piece = [UInt8](repeating: 0, count: 65_536)
        var count = 0
        try await waitUntil("an answer") {
            count = unsafe recv(descriptor, &piece, piece.count, Int32(MSG_DONTWAIT))
            return count >= 0 || errno != EAGAIN
        }
        return String(decoding: piece.prefix(max(count, 0)), as: UTF8.self)
    }

    private struct NoConnection: Error {}
}
