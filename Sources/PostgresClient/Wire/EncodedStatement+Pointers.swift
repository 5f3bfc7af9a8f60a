extension EncodedStatement {
    typealias ValuePointers = UnsafePointer<UnsafePointer<CChar>?>

    /// Calls `body` with the parameter count and libpq's arrays of values, lengths and formats (all binary).
    func withParameterPointers<R>(
        _ body: (Int32, ValuePointers?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> R
    ) -> R {
        let formats = [Int32](repeating: 1, count: offsets.count)
        return unsafe bytes.withUnsafeBytes { buffer in
            let base = unsafe buffer.bindMemory(to: CChar.self).baseAddress
            let values = unsafe offsets.map { offset in
                unsafe offset.flatMap { offset in unsafe base.map { unsafe $0 + offset } }
            }
            return unsafe body(Int32(offsets.count), values, lengths, formats)
        }
    }
}

/// Arrays of C strings that end with a null pointer, as libpq's functions with keywords take them.
enum CStringArrays {
    typealias Pointers = UnsafePointer<UnsafePointer<CChar>?>

    static func with<R>(_ first: [String], _ second: [String], _ body: (Pointers, Pointers) -> R) -> R {
        unsafe with(first) { firstPointers in
            unsafe with(second) { secondPointers in
                unsafe body(firstPointers, secondPointers)
            }
        }
    }

    private static func with<R>(_ strings: [String], _ body: (Pointers) -> R) -> R {
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for string in strings {
            offsets.append(bytes.count)
            bytes.append(contentsOf: string.utf8.map { CChar(bitPattern: $0) })
            bytes.append(0)
        }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            var pointers = unsafe offsets.map { offset in unsafe buffer.baseAddress.map { unsafe $0 + offset }
            }
            unsafe pointers.append(nil)
            return unsafe pointers.withUnsafeBufferPointer { array in
                guard let base = array.baseAddress else { preconditionFailure("array with a terminator") }
                return unsafe body(base)
            }
        }
    }
}
