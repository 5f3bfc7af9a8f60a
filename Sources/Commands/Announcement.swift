import Foundation

/// Text of the server's side for the person at the terminal, on standard output.
package enum Announcement {
    /// Writes `text` as it is, at once: a waiting script must see the address.
    package static func write(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }
}
