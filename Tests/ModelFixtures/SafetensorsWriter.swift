/// Writes safetensors bytes, well-formed from tensors or hostile from a header given as text.
package enum SafetensorsWriter {
    /// Single-precision tensors in the order given.
    package static func file(_ tensors: [(name: String, shape: [Int], values: [Float])]) -> [UInt8] {
        var fields: [String] = ["\"__metadata__\":{\"format\":\"pt\"}"]
        var data: [UInt8] = []
        for tensor in tensors {
            let start = data.count
            for value in tensor.values { append(value.bitPattern, to: &data) }
            let offsets = "\(start),\(data.count)"
            let shape = tensor.shape.map { String($0) }.joined(separator: ",")
            fields.append(
                "\"\(tensor.name)\":{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(offsets)]}"
            )
        }
        return file(header: "{\(fields.joined(separator: ","))}", data: data)
    }

    /// Any header before any data; `claimedLength` replaces the header's true length.
    package static func file(header: String, data: [UInt8], claimedLength: UInt64? = nil) -> [UInt8] {
        let header = Array(header.utf8)
        var bytes: [UInt8] = []
        append(claimedLength ?? UInt64(header.count), to: &bytes)
        return bytes + header + data
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        for index in 0..<value.bitWidth / 8 { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * index))) }
    }
}
