import AsyncHTTPClient
import Database
import DatabaseTesting
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Testing
import WebServer

@testable import Accounts

/// A site with nothing but accounts, the real pages, and a Twitch of its own.
struct AccountsFixture: Sendable {
    var baseURL = "http://localhost:8000"
    var offersTwitch = true
    var offersDevelopmentLogin = true
    var trustedOrigins: [String] = []
    var patience = Duration.seconds(60)

    /// Runs `body` on both databases.
    func test(_ body: @escaping @Sendable (TestSite) async throws -> Void) async throws {
        try await withEachDatabase(AccountsSchema.migrations) { database in
            let twitch = FakeTwitch()
            try await twitch.run { address in
                // What the site sends browsers to listens nowhere.
                let http = HTTPClient(
                    eventLoopGroupProvider: .singleton,
                    configuration: .init(redirectConfiguration: .disallow)
                )
                do {
                    try await self.open(database, twitch, at: address, http: http, body)
                } catch {
                    try await http.shutdown()
                    throw error
                }
                try await http.shutdown()
            }
        }
    }

    private func open(
        _ database: Database,
        _ twitch: FakeTwitch,
        at address: String,
        http: HTTPClient,
        _ body: @escaping @Sendable (TestSite) async throws -> Void
    ) async throws {
        let clock = TestClock()
        let accounts = try Accounts(
            settings: try self.settings(twitchAt: address),
            database: database,
            templates: try Self.templates(),
            http: http,
            sockets: SocketRegistry(),
            now: clock.now
        )
        var settings = WebServerSettings(
            baseURL: accounts.settings.baseURL,
            webDirectory: Self.webDirectory,
            version: "1",
            formKey: Array("a key for tests".utf8)
        )
        settings.corsOrigins = accounts.settings.trustedOrigins
        let parts = WebParts(
            settings: settings,
            templates: accounts.templates,
            identity: accounts.sessions,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let web = try WebApplication(parts, addRoutes: { accounts.addRoutes(to: $0) })
        try await web.application.test(.router) { client in
            try await body(
                TestSite(
                    client: client,
                    accounts: accounts,
                    database: database,
                    twitch: twitch,
                    twitchAddress: address,
                    http: http,
                    clock: clock
                )
            )
        }
    }

    private func settings(twitchAt address: String) throws -> AccountsSettings {
        var settings = AccountsSettings(baseURL: try #require(WebOrigin(parsing: self.baseURL)))
        settings.offersDevelopmentLogin = self.offersDevelopmentLogin
        settings.trustedOrigins = try self.trustedOrigins.map { try #require(WebOrigin(parsing: $0)) }
        guard self.offersTwitch else { return settings }
        var twitch = AccountsSettings.Twitch(
            clientID: FakeTwitch.clientID,
            clientSecret: FakeTwitch.clientSecret
        )
        twitch.identityURL = address
        twitch.apiURL = address
        twitch.patience = self.patience
        settings.twitch = twitch
        return settings
    }

    private static let webDirectory = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(component: "Web").path

    private static func templates() throws -> Templates {
        try Templates(
            directory: Self.webDirectory + "/templates",
            assets: try Assets(directory: Self.webDirectory + "/static")
        )
    }
}

/// The site under test.
struct TestSite: Sendable {
    let client: any TestClientProtocol
    let accounts: Accounts
    let database: Database
    let twitch: FakeTwitch
    let twitchAddress: String
    let http: HTTPClient
    let clock: TestClock

    /// A browser that was never here.
    func browser() -> Browser { Browser(site: self) }
}
