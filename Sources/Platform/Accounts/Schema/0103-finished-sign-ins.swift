import Database

extension AccountsSchema {
    /// A sign-in that was finished is kept until it is too old, so that a page loaded again leads where the first one led.
    static let finishedSignIns = Migration(
        103,
        "finished sign-ins",
        ["ALTER TABLE sign_in_states ADD COLUMN finished_at BIGINT"]
    )
}
