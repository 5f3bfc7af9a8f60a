internal import CLibPQ

/// What is put into the output buffer; true means libpq took it, not that it was sent.
extension LibPQConnection {
    /// Any number of statements in one text, by the simple protocol.
    func sendScript(_ text: String) -> Bool {
        unsafe PQsendQuery(pointer, text) == 1
    }

    func sendPrepare(_ statement: EncodedStatement, name: String) -> Bool {
        unsafe PQsendPrepare(pointer, name, statement.text, Int32(statement.types.count), statement.types)
            == 1
    }

    /// Makes the server forget a prepared statement. Not a statement of the simple protocol: it may be part of
    /// a pipeline.
    func sendDeallocate(name: String) -> Bool {
        let text = "DEALLOCATE \(PostgresQuoting.identifier(name))"
        return unsafe PQsendQueryParams(pointer, text, 0, nil, nil, nil, nil, 1) == 1
    }

    func sendDescribe(name: String) -> Bool {
        unsafe PQsendDescribePrepared(pointer, name) == 1
    }

    func sendPrepared(_ statement: EncodedStatement, name: String) -> Bool {
        unsafe statement.withParameterPointers { count, values, lengths, formats in
            unsafe PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 1) == 1
        }
    }

    func sendUnprepared(_ statement: EncodedStatement) -> Bool {
        unsafe statement.withParameterPointers { count, values, lengths, formats in
            unsafe PQsendQueryParams(
                pointer,
                statement.text,
                count,
                statement.types,
                values,
                lengths,
                formats,
                1
            ) == 1
        }
    }

    /// Asks for the rows of the statement just sent one by one.
    func setSingleRowMode() -> Bool {
        unsafe PQsetSingleRowMode(pointer) == 1
    }

    func enterPipeline() -> Bool {
        unsafe PQenterPipelineMode(pointer) == 1
    }

    func exitPipeline() -> Bool {
        unsafe PQexitPipelineMode(pointer) == 1
    }

    func sendPipelineEnd() -> Bool {
        unsafe PQpipelineSync(pointer) == 1
    }
}

extension LibPQConnection {
    enum CopyRead {
        case data([UInt8])
        case wait
        case end
        case failed
    }

    func putCopyData(_ bytes: [UInt8]) -> Progress {
        let status = unsafe bytes.withUnsafeBytes { buffer in
            unsafe PQputCopyData(
                pointer,
                buffer.bindMemory(to: CChar.self).baseAddress,
                Int32(buffer.count)
            )
        }
        return progress(status)
    }

    /// Ends the copy; with a message the server drops what came so far.
    func putCopyEnd(failure: String?) -> Progress {
        progress(unsafe PQputCopyEnd(pointer, failure))
    }

    func takeCopyData() -> CopyRead {
        var buffer: UnsafeMutablePointer<CChar>?
        let count = unsafe PQgetCopyData(pointer, &buffer, 1)
        defer { unsafe PQfreemem(buffer) }
        switch count {
        case 0: return .wait
        case -1: return .end
        case 1...:
            let bytes = unsafe UnsafeRawBufferPointer(start: buffer, count: Int(count))
            return unsafe .data(Array(bytes))
        default: return .failed
        }
    }

    private func progress(_ status: Int32) -> Progress {
        switch status {
        case 1: .done
        case 0: .pending
        default: .failed
        }
    }
}
