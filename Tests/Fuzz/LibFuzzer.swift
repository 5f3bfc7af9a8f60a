import Glibc
import Synchronization

/// The driver of libFuzzer, which calls one function with inputs that it changes after what they reach.
enum LibFuzzer {
    private static let target = Mutex<FuzzTarget>(.safetensors)

    /// Returns when the time that the arguments set is over; ends the program at the first crash.
    static func run(_ target: FuzzTarget) -> Int32 {
        Self.target.withLock { $0 = target }
        var count = CommandLine.argc
        var arguments = unsafe CommandLine.unsafeArgv
        return unsafe runDriver(&count, &arguments) { bytes, length in
            let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: length))
            LibFuzzer.target.withLock { $0 }.run(input)
            return 0
        }
    }
}

// FuzzerInterface.h of compiler-rt: a C function of three pointers, which both conventions pass alike.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
