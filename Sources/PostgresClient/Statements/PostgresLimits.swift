/// The written limits of one request to the server.
enum PostgresLimits {
    /// The wire protocol counts parameters in 16 bits (PostgreSQL manual, "Message Formats", Bind).
    static let parametersMax = 65_535
    /// PostgreSQL refuses any single value of 1 GiB or more (`MaxAllocSize` in `memutils.h`).
    static let valueBytesMax = 1_073_741_823
    /// Statements of one pipeline, whose answers are all held in memory.
    static let pipelineStatementsMax = 10_000
    /// Bytes of a pipeline gathered before they are handed to the socket.
    static let pipelineFlushBytes = 65_536
    /// Prepared statements kept on a connection before the least recently used one is dropped.
    static let preparedStatementsMax = 256
    /// Operations that may wait for one connection at a time.
    static let operationsWaitingMax = 1_024
    /// Bytes of COPY data gathered before they are handed to the socket.
    static let copyChunkBytes = 65_536
    /// Time a cancelled statement has to stop before its connection is given up.
    static let cancelSecondsMax = 5
    /// Time between two requests to stop the same statement.
    static let cancelPause = Duration.milliseconds(200)
    /// Names of channels are identifiers, which PostgreSQL cuts at 63 bytes (`NAMEDATALEN` - 1).
    static let identifierBytesMax = 63
}
