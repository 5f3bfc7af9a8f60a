import Foundation

/// Asks for a token on standard input; on a terminal without showing what is typed.
enum TokenPrompt {
    static func read(console: Console) throws -> String {
        let isTerminal = isatty(FileHandle.standardInput.fileDescriptor) == 1
        if isTerminal {
            console.write("Access token: ", to: .error)
            setEcho(false)
        }
        let line = readLine(strippingNewline: true)
        if isTerminal {
            setEcho(true)
            console.note("")
        }
        guard let line else {
            throw CommandFailure.usage("no token was given; pipe one in or use --token-file")
        }
        return try AccessToken.checked(line, from: "standard input")
    }

    /// Through `stty`, which every Linux has; where it fails the token is seen, and nothing else is lost.
    private static func setEcho(_ isOn: Bool) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/stty")
        process.arguments = [isOn ? "echo" : "-echo"]
        process.standardInput = FileHandle.standardInput
        guard (try? process.run()) != nil else { return }
        process.waitUntilExit()
    }
}
