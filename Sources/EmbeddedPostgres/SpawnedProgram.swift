import FoundationEssentials
import Glibc

/// The door to posix_spawn(3).
struct SpawnedProgram {
    let pid: Int32
    /// The read end of the captured output; the receiver closes it.
    let outputDescriptor: Int32?

    /// Own process group (Ctrl-C at the terminal must not reach the server), default signals, no inherited
    /// descriptors.
    init(_ command: Command) throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        Self.isolate(&attributes)
        let pipe = try unsafe Self.direct(command.output, &actions)
        defer { if let pipe { close(pipe.write) } }
        let result = unsafe Self.spawn(command, &actions, &attributes)
        guard result.code == 0 else {
            if let pipe { close(pipe.read) }
            throw EmbeddedPostgresError.cannotRun(
                program: command.program,
                reason: SystemError.text(result.code)
            )
        }
        pid = result.pid
        outputDescriptor = pipe?.read
    }

    private static func isolate(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    private static func direct(
        _ output: Command.Output,
        _ actions: inout posix_spawn_file_actions_t
    ) throws -> (read: Int32, write: Int32)? {
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        var pipe: (read: Int32, write: Int32)?
        switch output {
        case .captured:
            var ends: [Int32] = [-1, -1]
            guard unsafe Glibc.pipe(&ends) == 0 else {
                throw EmbeddedPostgresError.fileSystem(
                    operation: "open",
                    path: "a pipe",
                    reason: SystemError.text()
                )
            }
            unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
            pipe = (ends[0], ends[1])
        case .file(let path):
            let flags = O_WRONLY | O_CREAT | O_APPEND
            unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, path, flags, 0o600)
        }
        unsafe posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        unsafe closeInherited(&actions)
        return pipe
    }

    /// Closes what is open now and some numbers above, for files that other threads open meanwhile: a server
    /// that inherited a listening socket would keep its port taken after the owner's end. Closing a closed
    /// number is no error here.
    private static func closeInherited(_ actions: inout posix_spawn_file_actions_t) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        let highest = names.compactMap { Int32($0) }.max() ?? 0
        for descriptor in 3...(max(3, highest) + 256) {
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }
    }

    private static func spawn(
        _ command: Command,
        _ actions: inout posix_spawn_file_actions_t,
        _ attributes: inout posix_spawnattr_t
    ) -> (code: Int32, pid: Int32) {
        let arguments = unsafe CStringArray([command.program] + command.arguments)
        let environment = unsafe CStringArray(["PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"])
        var pid: Int32 = 0
        let code = unsafe posix_spawn(
            &pid,
            command.program,
            &actions,
            &attributes,
            arguments.pointers,
            environment.pointers
        )
        unsafe arguments.free()
        unsafe environment.free()
        return (code, pid)
    }
}

/// A null-terminated array of C strings.
@unsafe
private struct CStringArray {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) {
        unsafe pointers = strings.map { unsafe strdup($0) } + [nil]
    }

    func free() {
        unsafe pointers.forEach { unsafe Glibc.free($0) }
    }
}
