import Logging

/// The server's log: one line an event, on standard error.
enum ServerLog {
    static func start(level: Logger.Level) -> Logger {
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = level
            return handler
        }
        var logger = Logger(label: "assay")
        logger.logLevel = level
        return logger
    }
}
