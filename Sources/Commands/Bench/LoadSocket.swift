import Glibc

/// One connection to a server on this machine, for one thread, with one request at a time.
final class LoadSocket {
    private static let answerSecondsMax = 300
    private static let pieceBytes = 65_536

    private let descriptor: Int32
    private let acknowledgesAtOnce: Bool
    private var received: [UInt8] = []
    private var piece = [UInt8](repeating: 0, count: LoadSocket.pieceBytes)

    init(port: UInt16, acknowledgesAtOnce: Bool) throws {
        self.acknowledgesAtOnce = acknowledgesAtOnce
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw LoadFault(description: "no socket: error \(errno)") }
        setOption(Int32(IPPROTO_TCP), TCP_NODELAY)
        var limit = timeval(tv_sec: Self.answerSecondsMax, tv_usec: 0)
        _ = unsafe setsockopt(
            descriptor,
            SOL_SOCKET,
            SO_RCVTIMEO,
            &limit,
            socklen_t(MemoryLayout<timeval>.size)
        )
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe connect(descriptor, address, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw LoadFault(description: "no connection: error \(errno)") }
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// Sends the request and reads the whole answer.
    ///
    /// - Parameter header: Lines that every request carries, each with its end.
    func exchange(_ request: LoadRequest, header: String) throws -> LoadAnswer {
        try sendAll(Self.message(request, header))
        if acknowledgesAtOnce { setOption(Int32(IPPROTO_TCP), TCP_QUICKACK) }
        received.removeAll(keepingCapacity: true)
        var head: AnswerHead?
        while true {
            try receive()
            if head == nil { head = AnswerHead(received) }
            if let head, let body = head.body(in: received) {
                return LoadAnswer(status: head.status, body: body)
            }
        }
    }

    private static func message(_ request: LoadRequest, _ header: String) -> [UInt8] {
        var text = request.method == .get ? "GET " : "POST "
        text += "\(request.path) HTTP/1.1\r\n\(header)"
        if request.method == .post {
            text += "Content-Type: application/json\r\nContent-Length: \(request.body.count)\r\n"
        }
        return Array((text + "\r\n").utf8) + request.body
    }

    private func sendAll(_ message: [UInt8]) throws {
        var sent = 0
        while sent < message.count {
            let count = unsafe message.withUnsafeBytes { bytes in
                unsafe send(
                    descriptor,
                    bytes.baseAddress.map { unsafe $0 + sent },
                    message.count - sent,
                    Int32(MSG_NOSIGNAL)
                )
            }
            guard count > 0 else { throw LoadFault(description: "the connection broke while sending") }
            sent += count
        }
    }

    private func receive() throws {
        let count = unsafe recv(descriptor, &piece, piece.count, 0)
        guard count > 0 else {
            throw LoadFault(description: count == 0 ? "the server closed the connection" : "error \(errno)")
        }
        received.append(contentsOf: piece[..<count])
    }

    private func setOption(_ level: Int32, _ name: Int32) {
        var value: Int32 = 1
        _ = unsafe setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
