/// How the server is reached and what it trusts. The executable fills it from command line and environment.
package struct WebServerSettings: Sendable {
    package var host = "127.0.0.1"
    /// 0 lets the system choose.
    package var port = 8000
    /// What people type: scheme, host and port, without a path.
    package var baseURL: WebOrigin
    /// Where browsers open sockets, if that is not `baseURL`.
    package var webSocketURL: WebOrigin?
    /// The number of our own proxies in front of the server; 0 means that `X-Forwarded-For` is not believed.
    package var trustedProxyHops = 0
    /// Other sites whose scripts may call the API (`CORS_ORIGINS`).
    package var corsOrigins: [WebOrigin] = []
    /// Other sites that a form of ours may lead to: sign-in goes through Twitch.
    package var formTargets: [WebOrigin] = [WebOrigin(parsing: "https://id.twitch.tv")].compactMap { $0 }
    /// Shows `/metrics` to everyone, not only to this machine.
    package var metricsArePublic = false
    /// Reads templates and static files again for each request.
    package var isDevelopment = false
    /// The folder with `templates/` and `static/`.
    package var webDirectory: String
    /// Shown by `/health`.
    package var version: String
    /// Secret of the tokens in forms. A new one invalidates open forms, nothing else.
    package var formKey: [UInt8]
    /// The longest request body any route takes.
    package var maxBodyBytes = 1 << 20

    /// The settings that have no default.
    package init(baseURL: WebOrigin, webDirectory: String, version: String, formKey: [UInt8]) {
        self.baseURL = baseURL
        self.webDirectory = webDirectory
        self.version = version
        self.formKey = formKey
    }

    /// The cookie that sessions live in.
    package var sessionCookie: SessionCookie { SessionCookie(secure: self.baseURL.isSecure) }
}
