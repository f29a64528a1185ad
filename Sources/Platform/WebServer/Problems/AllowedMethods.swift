import HTTPTypes
import Hummingbird
import Synchronization

/// Which methods a path takes, to tell an unknown path (404) from a wrong method (405).
///
/// Filled once all routes are known, which is after the middleware that asks has been made.
final class AllowedMethods: Sendable {
    private let probe = Mutex<RouterResponder<AppContext>?>(nil)

    /// Learns the routes of `router`.
    func learn(_ router: Router<AppContext>) {
        let probe = Router(context: AppContext.self)
        var methods: [String: (path: RouterPath, names: Set<String>)] = [:]
        for route in router.routes {
            methods[route.path.description, default: (route.path, [])].names.insert(route.method.rawValue)
        }
        for (path, names) in methods.values {
            let all = names.contains("GET") ? names.union(["HEAD"]) : names
            let allow = all.sorted().joined(separator: ", ")
            probe.get(path) { _, _ in Response(status: .noContent, headers: [.allow: allow]) }
        }
        let responder = probe.buildResponder()
        self.probe.withLock { $0 = responder }
    }

    /// The value of `Allow` for the path of `request`; nil if there is no such path.
    func allow(for request: Request, context: AppContext) async -> String? {
        guard let probe = self.probe.withLock({ $0 }) else { return nil }
        var head = request.head
        head.method = .get
        let question = Request(head: head, body: .init(buffer: .init()))
        return try? await probe.respond(to: question, context: context).headers[.allow]
    }
}
