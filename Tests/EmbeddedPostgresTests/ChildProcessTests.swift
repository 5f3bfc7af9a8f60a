import Glibc
import Testing

@testable import EmbeddedPostgres

@Suite("A child process")
struct ChildProcessTests {
    @Test("inherits no descriptor, so that a surviving server keeps no port of its owner")
    func descriptors() async throws {
        let open = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(open) }
        #expect(open > 2)
        let (ending, output) = try await ChildProcess.run(
            Command(program: "/bin/ls", arguments: ["/proc/self/fd"])
        )
        #expect(ending == .exited(0))
        // 3 is the folder that ls reads.
        #expect(output == "0\n1\n2\n3\n")
    }

    @Test("sees none of the owner's environment")
    func environment() async throws {
        let (_, output) = try await ChildProcess.run(Command(program: "/usr/bin/env", arguments: []))
        #expect(output.split(separator: "\n").sorted() == ["LC_ALL=C", "PATH=/usr/bin:/bin", "TZ=UTC"])
    }

    @Test(
        "tells how it ended",
        arguments: [
            ("exit 3", ChildProcess.Ending.exited(3)), ("kill -9 $$", .killed(signal: 9)),
            ("exit 0", .exited(0)),
        ]
    )
    func ending(_ script: String, _ expected: ChildProcess.Ending) async throws {
        let command = Command(program: "/bin/sh", arguments: ["-c", script])
        #expect(try await ChildProcess.run(command).ending == expected)
    }

    @Test("that cannot be started is an error that names the program")
    func missingProgram() async {
        let expected = EmbeddedPostgresError.cannotRun(
            program: "/nonexistent",
            reason: SystemError.text(ENOENT)
        )
        await #expect(throws: expected) {
            try await ChildProcess.run(Command(program: "/nonexistent", arguments: []))
        }
    }
}
