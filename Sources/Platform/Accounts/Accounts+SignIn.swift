import Foundation
import Hummingbird
import WebServer

extension Accounts {
    /// Sends a browser on to `path`, signed in as `user`. The session that somebody else had in it before ends.
    func welcome(
        _ user: User,
        to path: String,
        from request: Request,
        _ context: AppContext,
        redirect: Response.RedirectType
    ) async throws -> Response {
        var response = Response.redirect(to: path, type: redirect)
        // In another tab they signed in already; its pages and sockets go on.
        if let known = context.user, known.id == user.id, case .cookie = known.via { return response }
        if let old = self.cookie.token(in: request) { try await self.sessions.end(old) }
        self.cookie.set(
            try await self.sessions.openSession(for: user),
            maxAge: SessionStore.lifetime,
            on: &response
        )
        return response
    }

    /// An account of the development login, made when it is new.
    ///
    /// - Throws: `Problem` (422) when the name can't be one.
    func developmentUser(named name: String, role: Role?) async throws -> User {
        let name = name.trimmingCharacters(in: .whitespaces)
        guard AccountName.isValid(name) else {
            throw Problem.invalid("username", "must have 1 to 100 characters, none of them control characters")
        }
        return try await self.users.signedIn(
            UserStore.Profile(
                kind: .development,
                twitchID: "dev:\(name.lowercased())",
                username: name,
                displayName: nil,
                avatarURL: nil
            ),
            role: role
        )
    }
}

extension Problem {
    /// The role of the development login is not one of ours.
    static let noSuchRole = Problem.invalid("role", "must be user, organizer or admin")
}
