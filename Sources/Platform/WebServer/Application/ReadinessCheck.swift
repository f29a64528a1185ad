/// One thing that must work before this server should get traffic: the database, the relay.
package struct ReadinessCheck: Sendable {
    package let name: String
    package let timeout: Duration
    package let check: @Sendable () async throws -> Void

    /// `check` throws when the thing does not work.
    package init(_ name: String, timeout: Duration = .seconds(2), check: @escaping @Sendable () async throws -> Void) {
        self.name = name
        self.timeout = timeout
        self.check = check
    }
}
