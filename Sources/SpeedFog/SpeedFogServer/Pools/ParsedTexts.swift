import Synchronization

/// What came of each TOML text that was parsed in this process, so that none is parsed twice.
///
/// TOMLKit 0.6.0 never frees a table, a key or a value it hands out, and offers nothing to free them with. Parsed this way
/// it loses some kilobytes for each text that is new, instead of for each reading: docs/decisions/toml-is-parsed-once.md.
enum ParsedTexts {
    struct Text: Hashable, Sendable {
        let text: String
        /// Part of the error's words.
        let file: String
    }

    /// Beyond this all are forgotten; pools are few, and their files are written by people.
    private static let most = 256
    private static let outcomes = Mutex<[Text: Result<[String: PoolValue], PoolFileError>]>([:])

    /// The outcome of an earlier call with the same text, or that of `parse`, which no other thread runs meanwhile.
    static func members(
        of text: Text,
        parse: () -> Result<[String: PoolValue], PoolFileError>
    ) throws(PoolFileError) -> [String: PoolValue] {
        try self.outcomes.withLock { outcomes in
            if let known = outcomes[text] { return known }
            if outcomes.count >= self.most { outcomes = [:] }
            let outcome = parse()
            outcomes[text] = outcome
            return outcome
        }.get()
    }
}
