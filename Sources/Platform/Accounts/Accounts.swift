package import AsyncHTTPClient
package import Database
package import Hummingbird
package import Vocabulary
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

    /// - Parameters:
    ///   - http: reaches Twitch; shut down by its owner.
    ///   - sockets: where the sockets of those who sign out are closed.
    package init(
        settings: AccountsSettings,
        database: Database,
        templates: Templates,
        http: HTTPClient,
        sockets: SocketRegistry,
        now: @escaping @Sendable () -> Moment = Moment.now
    ) throws {
        self.settings = settings
        self.users = UserStore(database: database, now: now)
        self.sessions = SessionStore(database: database, sockets: sockets, now: now)
        self.signIns = SignInStore(database: database, now: now)
        self.twitch = settings.twitch.map { twitch in
            TwitchClient(settings: twitch, http: http, redirectURI: "\(settings.baseURL)/api/auth/callback")
        }
        self.templates = templates
        self.cookie = SessionCookie(secure: settings.baseURL.isSecure)
        self.browserCookie = SessionCookie(name: "sign_in", secure: settings.baseURL.isSecure)
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
        let twitch = TwitchRoutes(accounts: self)
        // Only what costs something or is worth guessing at is limited, each route on its own: a sign-in takes three.
        let guests = router.group("/api/auth").add(middleware: SignInProblems(pages: pages))
        guests.group().add(middleware: RateLimiting(.signIn)).get("twitch", use: twitch.begin)
        guests.group().add(middleware: RateLimiting(.signIn)).get("callback", use: twitch.finish)
        router.group("/api/auth").add(middleware: RateLimiting(.guesses, counting: .refusals))
            .post("exchange", use: api.exchange)
        TokenAPI(sessions: self.sessions).addRoutes(to: router)
        router.get("/api/auth/me", use: api.me)
        router.post("/api/auth/logout", use: api.logout)
        router.get("/sign-in", use: pages.show)
        router.post("/sign-out", use: pages.signOut)
        if self.settings.offersDevelopmentLogin {
            let own = router.group().add(middleware: OnlyOnThisMachine())
            own.post("/api/auth/dev", use: api.developmentLogin)
            own.post("/sign-in/dev", use: pages.developmentLogin)
        }
    }
}
