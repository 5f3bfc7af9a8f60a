/// Reads many texts on several tasks, beside the threads that compute.
enum ReadingInParts {
    /// So many texts are read by one task.
    private static let textsPerTask = 32

    /// What `read` makes of each number below `count`, in order; the first error ends it. Few are read by the caller.
    static func map<Reading: Sendable>(
        _ count: Int,
        _ read: @escaping @Sendable (Int) throws -> Reading
    ) async throws -> [Reading] {
        @Sendable func part(_ numbers: Range<Int>) throws -> [Reading] {
            try numbers.map { number in
                try Task.checkCancellation()
                return try read(number)
            }
        }
        let parts = stride(from: 0, to: count, by: textsPerTask).map { $0..<min(count, $0 + textsPerTask) }
        if parts.count <= 1 { return try part(0..<count) }
        return try await withThrowingTaskGroup(of: (Int, [Reading]).self) { group in
            for (index, numbers) in parts.enumerated() {
                group.addTask { (index, try part(numbers)) }
            }
            var readings = [[Reading]](repeating: [], count: parts.count)
            for try await (index, part) in group { readings[index] = part }
            return readings.flatMap { $0 }
        }
    }
}
