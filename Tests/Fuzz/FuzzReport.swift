import Glibc

/// What the program says by itself; everything else libFuzzer says.
enum FuzzReport {
    static func write(_ text: String) {
        _ = unsafe Array(text.utf8).withUnsafeBytes {
            unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
        }
    }
}
