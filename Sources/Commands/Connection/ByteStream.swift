import AsyncHTTPClient
import NIOCore

/// The body of an answer, piece by piece as it arrives.
enum ByteStream: AsyncSequence, Sendable {
    case pieces([[UInt8]])
    case received(HTTPClientResponse.Body, url: String)

    struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate enum Position {
            case pieces(ArraySlice<[UInt8]>)
            case received(HTTPClientResponse.Body.AsyncIterator, url: String)
        }

        fileprivate var position: Position

        @concurrent mutating func next() async throws -> [UInt8]? {
            switch position {
            case .pieces(var rest):
                let piece = rest.popFirst()
                position = .pieces(rest)
                return piece
            case .received(var buffers, let url):
                do {
                    let buffer = try await buffers.next()
                    position = .received(buffers, url: url)
                    return buffer.map { Array($0.readableBytesView) }
                } catch let error as CancellationError {
                    throw error
                } catch {
                    throw TransportFault(url: url, detail: "the answer broke off (\(error))")
                }
            }
        }
    }

    func makeAsyncIterator() -> AsyncIterator {
        switch self {
        case .pieces(let pieces): AsyncIterator(position: .pieces(pieces[...]))
        case .received(let body, let url):
            AsyncIterator(position: .received(body.makeAsyncIterator(), url: url))
        }
    }
}
