package import NIOCore
import Synchronization

/// Knows of every open connection whether its client is still there, so that nothing is computed for nobody.
///
/// Its handlers belong into the pipeline of every connection. A client that has ended its side of the connection
/// counts as gone, as the server cannot tell it from one that was killed.
package final class ClientPresence: Sendable {
    private let watches = Mutex<[ObjectIdentifier: ConnectionWatch]>([:])

    package init() {}

    /// For one connection.
    package func handler() -> any RemovableChannelHandler {
        ConnectionWatch(presence: self)
    }

    /// Does `work`, and cancels it when the client of the request leaves.
    ///
    /// The body must have been read: what is unread may keep the news from arriving.
    package func whileClientWaits<Value: Sendable>(
        _ context: APIContext,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        guard let watch = watches.withLock({ $0[context.connection] }) else { return try await work() }
        let task = Task { try await work() }
        let errand = watch.whenGone { task.cancel() }
        defer { watch.forget(errand) }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    fileprivate func add(_ watch: ConnectionWatch, for channel: any Channel) {
        watches.withLock { $0[ObjectIdentifier(channel)] = watch }
    }

    fileprivate func remove(_ channel: any Channel) {
        _ = watches.withLock { $0.removeValue(forKey: ObjectIdentifier(channel)) }
    }
}

/// Notices when the client of one connection leaves.
private final class ConnectionWatch: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = Never

    private struct State {
        var isGone = false
        var lastErrand: UInt64 = 0
        var errands: [UInt64: @Sendable () -> Void] = [:]
    }

    private let presence: ClientPresence
    private let state = Mutex(State())

    init(presence: ClientPresence) {
        self.presence = presence
    }

    /// Does `errand` when the client leaves, or now when it has left; until it is forgotten.
    func whenGone(_ errand: @escaping @Sendable () -> Void) -> UInt64 {
        let (number, isGone) = state.withLock { state in
            state.lastErrand += 1
            if !state.isGone { state.errands[state.lastErrand] = errand }
            return (state.lastErrand, state.isGone)
        }
        if isGone { errand() }
        return number
    }

    func forget(_ errand: UInt64) {
        _ = state.withLock { $0.errands.removeValue(forKey: errand) }
    }

    private func leave() {
        let errands = state.withLock { state in
            state.isGone = true
            defer { state.errands = [:] }
            return state.errands.values
        }
        for errand in errands { errand() }
    }

    // MARK: Of the pipeline

    func handlerAdded(context: ChannelHandlerContext) {
        presence.add(self, for: context.channel)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        presence.remove(context.channel)
        leave()
    }

    func channelInactive(context: ChannelHandlerContext) {
        presence.remove(context.channel)
        leave()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent { leave() }
        context.fireUserInboundEventTriggered(event)
    }
}
