import FoundationEssentials
import Glibc

/// The folder of uploads in progress.
struct UploadFolder: Sendable {
    let path: String

    /// Removes files that nobody holds: those of processes that ended before they were done.
    func removeLeftovers() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            let file = "\(path)/\(name)"
            guard let leftover = try? OpenFile(reading: file), leftover.lockIfFree() else { continue }
            unsafe unlink(file)
        }
    }

    /// A new file under a name of 128 random bits, locked.
    func create() throws(FileSystemFault) -> OpenFile {
        var generator = SystemRandomNumberGenerator()
        while true {
            let name = "\(String(generator.next(), radix: 36))-\(String(generator.next(), radix: 36))"
            let file = try OpenFile(creating: "\(path)/\(name)")
            // Between creation and lock another process may have taken the file for a leftover.
            if file.lockIfFree(), try file.hasName() { return file }
        }
    }
}
