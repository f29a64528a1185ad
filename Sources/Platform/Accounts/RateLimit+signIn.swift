import WebServer

extension RateLimit {
    /// What one address may do on the way to Twitch and back, each way on its own: enough for twenty people who try twice,
    /// and no use to whoever fills tables.
    static let signIn = RateLimit(perMinute: 60)

    /// How many secrets one address may guess wrong.
    static let guesses = RateLimit(perMinute: 10)
}
