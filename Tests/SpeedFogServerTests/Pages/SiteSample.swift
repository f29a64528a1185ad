import RoomTesting
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Vocabulary
import WebServer

@testable import SpeedFogServer

/// The templates of the repository, and a way to render them.
enum SiteSample {
    static var webDirectory: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Web").path
    }

    static func templates() throws -> Templates {
        try Templates(
            directory: self.webDirectory + "/templates",
            assets: Assets(directory: self.webDirectory + "/static"),
            site: Site(navigation: SpeedFogPages.navigation)
        )
    }

    /// The whole page as a visitor gets it.
    static func html(_ page: some Page, user: SignedInUser? = nil, scripts: [String] = []) async throws -> String {
        let templates = try self.templates()
        let router = Router(context: AppContext.self)
        router.get("/") { _, context in
            context.user = user
            return try templates.page(page, layout: PageLayout(title: "T", context: context, scripts: scripts))
        }
        return try await Application(router: router).test(.router) { client in
            try await client.execute(uri: "/", method: .get) { String(buffer: $0.body) }
        }
    }
}

extension SignedInUser {
    static func sample(_ id: UserID = .sample(101), name: String = "runner1", role: Role = .user) -> SignedInUser {
        SignedInUser(
            id: id,
            username: name,
            displayName: nil,
            avatarURL: nil,
            role: role,
            locale: nil,
            via: .cookie(sessionID: "s")
        )
    }
}
