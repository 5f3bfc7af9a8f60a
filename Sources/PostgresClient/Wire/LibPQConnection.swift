internal import CLibPQ
internal import Glibc

/// A connection of libpq in non-blocking mode.
///
/// Not safe for use by two at a time: the actor `PostgresConnection` owns it and lends it to a dispatch
/// thread only for the steps of connecting, while it waits. That is what the unchecked `Sendable` rests on.
@safe
final class LibPQConnection: @unchecked Sendable {
    enum ConnectStep {
        case waits(SocketEvents)
        case done
        case failed
    }

    enum Progress {
        case done
        case pending
        case failed
    }

    private(set) var pointer: OpaquePointer?

    /// Starts to connect. The look-up of a host name may block, so this runs on a dispatch thread.
    init(parameters: [(key: String, value: String)]) {
        unsafe pointer = CStringArrays.with(parameters.map(\.key), parameters.map(\.value)) { keys, values in
            unsafe PQconnectStartParams(keys, values, 1)
        }
        guard let pointer = unsafe pointer else { return }
        unsafe clibpq_silence_notices(pointer)
        // Errors while connecting come as text only; verbose text holds the SQLSTATE.
        unsafe PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
    }

    deinit {
        close()
    }

    func close() {
        guard let open = unsafe pointer else { return }
        unsafe PQfinish(open)
        unsafe pointer = nil
    }

    /// Ends the traffic but leaves the descriptor open, for a wait may still have it.
    func shutDownSocket() {
        guard socket >= 0 else { return }
        _ = Glibc.shutdown(socket, Int32(SHUT_RDWR))
    }

    /// Takes the next step of connecting; may look up a host name or read files.
    func pollConnect() -> ConnectStep {
        switch unsafe PQconnectPoll(pointer) {
        case PGRES_POLLING_READING: return .waits(.readable)
        case PGRES_POLLING_WRITING: return .waits(.writable)
        case PGRES_POLLING_OK: return unsafe PQsetnonblocking(pointer, 1) == 0 ? .done : .failed
        default: return .failed
        }
    }

    var socket: Int32 {
        unsafe PQsocket(pointer)
    }

    /// True when nothing more can be sent or read.
    var isBroken: Bool {
        unsafe PQstatus(pointer) == CONNECTION_BAD
    }

    var isConnected: Bool {
        unsafe PQstatus(pointer) == CONNECTION_OK
    }

    var isIdle: Bool {
        unsafe PQtransactionStatus(pointer) == PQTRANS_IDLE
    }

    /// True inside a transaction block, failed or not.
    var isInTransaction: Bool {
        let status = unsafe PQtransactionStatus(pointer)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    var errorMessage: String {
        guard let text = unsafe PQerrorMessage(pointer) else { return "" }
        return unsafe String(cString: text)
    }

    var backendProcessID: Int32 {
        unsafe PQbackendPID(pointer)
    }

    func flush() -> Progress {
        switch unsafe PQflush(pointer) {
        case 0: .done
        case 1: .pending
        default: .failed
        }
    }

    /// Whether the server has sent something, be it the end of the line, that was not read.
    var hasInput: Bool {
        var watched = unsafe pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
        return unsafe poll(&watched, 1, 0) != 0
    }

    func consumeInput() -> Bool {
        unsafe PQconsumeInput(pointer) == 1
    }

    var isBusy: Bool {
        unsafe PQisBusy(pointer) == 1
    }

    func takeResult() -> LibPQResult? {
        unsafe PQgetResult(pointer).map { unsafe LibPQResult($0) }
    }

    func takeNotification() -> PostgresNotification? {
        guard let notification = unsafe PQnotifies(pointer) else { return nil }
        defer { unsafe PQfreemem(notification) }
        let fields = unsafe notification.pointee
        return PostgresNotification(
            channel: unsafe fields.relname.map { unsafe String(cString: $0) } ?? "",
            payload: unsafe fields.extra.map { unsafe String(cString: $0) } ?? ""
        )
    }

    func canceller() -> LibPQCanceller? {
        unsafe PQgetCancel(pointer).map { unsafe LibPQCanceller($0) }
    }
}
