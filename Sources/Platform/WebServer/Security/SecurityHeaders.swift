import HTTPTypes
package import Hummingbird

extension HTTPField.Name {
    static let referrerPolicy = Self("Referrer-Policy") ?? .date
    static let permissionsPolicy = Self("Permissions-Policy") ?? .date
    static let crossOriginOpenerPolicy = Self("Cross-Origin-Opener-Policy") ?? .date
}

/// Tells browsers what pages of ours never do, so that nobody can make them.
package struct SecurityHeaders: RouterMiddleware {
    private let fields: [HTTPField]

    package init(settings: WebServerSettings) {
        let sockets = [settings.baseURL, settings.webSocketURL].compactMap { $0?.webSocketDescription }
        let policy = [
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' https://static-cdn.jtvnw.net data:",
            (["connect-src 'self'"] + sockets).joined(separator: " "),
            "frame-ancestors 'none'",
            "base-uri 'none'",
            (["form-action 'self'"] + settings.formTargets.map(\.description)).joined(separator: " "),
            "object-src 'none'",
        ]
        var fields = [
            HTTPField(name: .contentSecurityPolicy, value: policy.joined(separator: "; ")),
            HTTPField(name: .xContentTypeOptions, value: "nosniff"),
            HTTPField(name: .referrerPolicy, value: "strict-origin-when-cross-origin"),
            HTTPField(name: .permissionsPolicy, value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            HTTPField(name: .crossOriginOpenerPolicy, value: "same-origin"),
        ]
        if settings.baseURL.isSecure {
            fields.append(HTTPField(name: .strictTransportSecurity, value: "max-age=31536000"))
        }
        self.fields = fields
    }

    package func handle(
        _ request: Request,
        context: AppContext,
        next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // A route may know better: an overlay page is meant to be framed.
        for field in self.fields where response.headers[field.name] == nil { response.headers.append(field) }
        return response
    }
}
