package import AsyncHTTPClient
package import Database
package import Hummingbird
package import Logging
package import WebServer

/// Accounts: who people are, and how they prove it.
package struct Accounts: Sendable {
    package let users: UserStore
    package let sessions: SessionStore
    package let settings: AccountsSettings
    let signIns: SignInStore
    let twitch: TwitchClient?
    let templates: Templates
    let cookie: SessionCookie
    /// Marks the browser in which a sign-in began.
    let browserCookie: SessionCookie
    let logger: Logger

    /// - Parameter http: reaches Twitch; shut down by its owner.
    package init(
        settings: AccountsSettings,
        database: Database,
        templates: Templates,
        http: HTTPClient,
        logger: Logger
    ) throws {
        self.settings = settings
        self.users = UserStore(database: database)
        self.sessions = SessionStore(database: database)
        self.signIns = SignInStore(database: database)
        self.twitch = settings.twitch.map { twitch in
            TwitchClient(settings: twitch, http: http, redirectURI: "\(settings.baseURL)/api/auth/callback")
        }
        self.templates = templates
        self.cookie = SessionCookie(secure: settings.baseURL.isSecure)
        self.browserCookie = SessionCookie(name: "sign_in", secure: settings.baseURL.isSecure)
        self.logger = logger
        try templates.check([SignInPage.self])
    }

    /// The account of an API token, for sockets that bring one in their first message.
    package func user(forAPIToken token: String) async throws -> User? {
        try await self.sessions.user(apiToken: token)
    }

    /// All routes of accounts.
    package func addRoutes(to router: some RouterMethods<AppContext>) {
        let api = AuthAPI(accounts: self)
        let pages = SignInPages(accounts: self)
        router.get("/api/auth/twitch", use: api.toTwitch)
        router.get("/api/auth/callback", use: api.fromTwitch)
        router.post("/api/auth/exchange", use: api.exchange)
        router.get("/api/auth/me", use: api.me)
        router.post("/api/auth/logout", use: api.logout)
        router.get("/sign-in", use: pages.show)
        router.post("/sign-out", use: pages.signOut)
        if self.settings.offersDevelopmentLogin {
            router.post("/api/auth/dev", use: api.developmentLogin)
            router.post("/sign-in/dev", use: pages.developmentLogin)
        }
    }
}
