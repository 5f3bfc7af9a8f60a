/// Hands pieces of bytes from one task to another, one at a time: who writes waits for who reads.
actor PieceHandover {
    private var piece: [UInt8]?
    private var hasEnded = false
    private var isGivenUp = false
    private var failure: (any Error)?
    private var writer: CheckedContinuation<Void, Never>?
    private var reader: CheckedContinuation<Void, Never>?

    /// Waits until the piece before is taken; throws when nobody reads any more.
    func put(_ bytes: [UInt8]) async throws {
        while piece != nil, !isGivenUp { await withCheckedContinuation { writer = $0 } }
        if isGivenUp { throw CancellationError() }
        piece = bytes
        reader.take()?.resume()
    }

    /// The next piece; nil at the end. Throws what the writer failed with.
    func next() async throws -> [UInt8]? {
        while piece == nil, !hasEnded { await withCheckedContinuation { reader = $0 } }
        if let next = piece.take() {
            writer.take()?.resume()
            return next
        }
        if let failure { throw failure }
        return nil
    }

    /// No piece follows.
    func end(_ failure: (any Error)? = nil) {
        (hasEnded, self.failure) = (true, failure)
        reader.take()?.resume()
    }

    /// Nobody reads any more.
    func giveUp() {
        isGivenUp = true
        writer.take()?.resume()
    }
}
