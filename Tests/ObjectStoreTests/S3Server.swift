import Foundation
import Glibc
import Signing
import Testing

@testable import ObjectStore

/// An S3-compatible server for tests: the one at `ASSAY_TEST_S3`, such as `http://127.0.0.1:9000`, or `moto_server`
/// when it is on the PATH. Nothing is installed for it.
enum S3Server {
    static let isThere = address != nil || program != nil
    static let hint: Comment =
        "needs an S3-compatible server: set ASSAY_TEST_S3, or put moto_server on the PATH"

    private static let address = ProcessInfo.processInfo.environment["ASSAY_TEST_S3"]
    private static let program = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/moto_server" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Gives `body` an empty part of a bucket.
    static func withLocation(_ body: (S3Location) async throws -> Void) async throws {
        if let address { return try await prepared(address, body) }
        let port = try freePort()
        let process = Process()
        process.executableURL = URL(filePath: try #require(program))
        process.arguments = ["-H", "127.0.0.1", "-p", "\(port)"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The program may be a script that starts another: both are in the group that the first one leads.
        defer { kill(-process.processIdentifier, SIGKILL) }
        try await prepared("http://127.0.0.1:\(port)", body)
    }

    static func client(_ location: S3Location) -> S3Client {
        S3Client(location: location, clock: now, sleep: sleep)
    }

    static let sleep: @Sendable (Double) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }

    private static func prepared(_ address: String, _ body: (S3Location) async throws -> Void) async throws {
        let environment = ProcessInfo.processInfo.environment
        let location = try #require(
            S3Location(
                address: "s3://assay-test/run-\(UInt64.random(in: .min ... .max))",
                endpoint: address,
                region: "us-east-1",
                credentials: .init(
                    accessKeyID: environment["AWS_ACCESS_KEY_ID"] ?? "test",
                    secretAccessKey: SecretBytes(Array((environment["AWS_SECRET_ACCESS_KEY"] ?? "test").utf8))
                )
            )
        )
        try await waitUntilReady(location)
        try await body(location)
    }

    /// The bucket is made as soon as the server answers; it may be there already.
    private static func waitUntilReady(_ location: S3Location) async throws {
        for attempt in 0..<240 {
            do {
                _ = try await client(location).send(S3Request("PUT", nil), accepting: [200, 409])
                return
            } catch {
                if attempt == 239 { throw error }
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }

    private static func freePort() throws -> UInt16 {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(socket, pointer, length) == 0 && getsockname(socket, pointer, &length) == 0
            }
        }
        try #require(bound)
        return UInt16(bigEndian: address.sin_port)
    }
}
