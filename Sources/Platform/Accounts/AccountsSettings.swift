package import WebServer

/// How people may sign in.
package struct AccountsSettings: Sendable {
    /// What Twitch knows this site by; nil when the site is not registered there.
    package struct Twitch: Sendable {
        package let clientID: String
        package let clientSecret: String
        /// Where the authorization pages live: `https://id.twitch.tv`, another host in tests.
        package var identityURL = "https://id.twitch.tv"
        /// Where accounts are asked for: `https://api.twitch.tv`, another host in tests.
        package var apiURL = "https://api.twitch.tv"
        /// How long one answer of Twitch may take, to its last byte.
        package var patience = Duration.seconds(10)

        package init(clientID: String, clientSecret: String) {
            self.clientID = clientID
            self.clientSecret = clientSecret
        }
    }

    package var baseURL: WebOrigin
    package var twitch: Twitch?
    /// Lets anybody sign in under any name. For one's own machine only.
    package var offersDevelopmentLogin = false
    /// Other sites of ours to which a sign-in may return, with a one-time code.
    package var trustedOrigins: [WebOrigin] = []

    package init(baseURL: WebOrigin) {
        self.baseURL = baseURL
    }
}
