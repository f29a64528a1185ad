import Vocabulary

extension DatabaseError: ServiceInterruption {
    package var interruption: String? {
        switch self {
        case .busy, .timeout, .unavailable:
            "The server can't read or save its data at the moment. Nothing was changed; try again in a minute."
        case .commitUnknown:
            "The server lost its database while it was saving. Look whether this was saved before you try again."
        case .closed, .syncFailed: "The server is stopping. Try again in a minute."
        case .uniqueViolation, .foreignKeyViolation, .checkViolation, .notNullViolation, .damaged, .unstorable,
            .newerSchema, .unknownMigration, .badURL, .column, .failed:
            nil
        }
    }
}
