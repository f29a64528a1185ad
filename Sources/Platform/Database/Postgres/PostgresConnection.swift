import CLibPQ

/// One connection to a server.
///
/// Unchecked: the engine hands a connection from thread to thread and never to two at once.
final class PostgresConnection: @unchecked Sendable {
    private let handle: OpaquePointer
    private var statements = PreparedStatements()
    /// Set when the connection must not be used again although it may still work.
    var isSpoilt = false

    /// Connects, and waits for that. `address` wins over our defaults.
    init(_ address: String, settings: DatabaseSettings) throws {
        let parameters: KeyValuePairs = [
            "application_name": "startline", "client_encoding": "UTF8", "connect_timeout": "5",
            // A server that vanished without a word is noticed within half a minute.
            "keepalives": "1", "keepalives_idle": "15", "keepalives_interval": "5", "keepalives_count": "3",
            "tcp_user_timeout": "30000", "dbname": address,
        ]
        let handle = Self.withCStrings(parameters.map(\.key)) { keys in
            Self.withCStrings(parameters.map(\.value)) { PQconnectdbParams(keys + [nil], $0 + [nil], 1) }
        }
        guard let handle else { throw PostgresFailure(error: .unavailable("Out of memory."), remedy: .none) }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            let failure = PostgresFailure(nil, on: handle)
            throw failure
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        if !String(cString: PQoptions(handle)).contains("statement_timeout") {
            let milliseconds = Int(settings.statementTimeout / .milliseconds(1))
            _ = try self.command("SET statement_timeout = \(milliseconds)")
        }
        if settings.readsOnly { _ = try self.command("SET default_transaction_read_only = on") }
    }

    deinit {
        PQfinish(self.handle)
    }

    /// Whether the connection works, as far as known, and no transaction was left open.
    var isClean: Bool {
        !self.isSpoilt && PQstatus(self.handle) == CONNECTION_OK && PQtransactionStatus(self.handle) == PQTRANS_IDLE
    }

    /// Runs a command of ours that has no parameters, and returns its tag.
    func command(_ text: String) throws -> String {
        try self.answer(PQexec(self.handle, text)).tag
    }

    /// Runs a statement, prepared at its first use.
    func run(_ sql: RenderedSQL) throws -> PostgresAnswer {
        let statement = PreparedStatements.Key(text: sql.text, types: sql.types)
        let name = try self.statements.name(of: statement) ?? self.prepare(statement)
        let result = Self.withCStrings(sql.values.map(\.parameterText)) { values in
            PQexecPrepared(self.handle, name, Int32(values.count), values, nil, nil, 0)
        }
        return try self.answer(result)
    }

    private func prepare(_ statement: PreparedStatements.Key) throws -> String {
        if let forgotten = self.statements.makeRoom() {
            _ = try self.command("DEALLOCATE \(forgotten)")
        }
        let name = self.statements.freshName()
        let types = statement.types.map(\.oid)
        _ = try self.answer(PQprepare(self.handle, name, statement.text, Int32(types.count), types)).tag
        self.statements.add(statement, name)
        return name
    }

    private func answer(_ result: OpaquePointer?) throws -> PostgresAnswer {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
            if let result { return PostgresAnswer(result) }
            fallthrough
        default:
            defer { PQclear(result) }
            throw PostgresFailure(result, on: self.handle)
        }
    }

    /// Lays the strings into one buffer and passes a pointer to each; nil stays nil.
    private static func withCStrings<T>(
        _ strings: [String?],
        _ body: ([UnsafePointer<CChar>?]) throws -> T
    ) rethrows -> T {
        var bytes: [CChar] = []
        let offsets = strings.map { string -> Int? in
            guard let string else { return nil }
            defer {
                bytes.append(contentsOf: string.utf8.lazy.map(CChar.init(bitPattern:)))
                bytes.append(0)
            }
            return bytes.count
        }
        return try bytes.withUnsafeBufferPointer { buffer in
            try body(offsets.map { offset in offset.flatMap { index in buffer.baseAddress.map { $0 + index } } })
        }
    }
}

extension SQLValue {
    /// The value as the server reads it.
    fileprivate var parameterText: String? {
        switch self {
        case .null: nil
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .text(let text): text
        }
    }
}

extension SQLType {
    /// The number of the server's type; 0 leaves it to the server.
    fileprivate var oid: Oid {
        switch self {
        case .integer: 20
        case .real: 701
        case .text: 25
        case .inferred: 0
        }
    }
}
