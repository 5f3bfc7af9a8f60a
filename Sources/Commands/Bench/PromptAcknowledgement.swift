import AsyncHTTPClient
import Glibc
import NIOCore

/// Makes the kernel acknowledge at once what arrives (TCP_QUICKACK of tcp(7)).
///
/// A server that writes head and body of an answer in two segments without TCP_NODELAY waits for the
/// acknowledgement of the first one, which the kernel delays by about 40 ms. The option falls back by itself, so it is set
/// before every answer.
final class PromptAcknowledgement: ChannelOutboundHandler {
    typealias OutboundIn = NIOAny

    func flush(context: ChannelHandlerContext) {
        context.flush()
        let option = ChannelOptions.socket(SocketOptionLevel(IPPROTO_TCP), SocketOptionName(TCP_QUICKACK))
        // A kernel that refuses it delays as ever: the figures show it.
        try? context.channel.syncOptions?.setOption(option, value: 1)
    }

    /// Puts one in front of each connection of a client.
    static let initializer: @Sendable (any Channel) -> EventLoopFuture<Void> = { channel in
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(PromptAcknowledgement(), position: .first)
        }
    }
}
