import AsyncHTTPClient
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

@testable import Accounts

/// Keeps cookies, sends forms, and goes to Twitch when it is sent there.
final class Browser: Sendable {
    struct Page: Sendable {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let text: String

        var location: String? { self.headers[.location] }

        func json() throws -> [String: Any] {
            try #require(JSONSerialization.jsonObject(with: Data(self.text.utf8)) as? [String: Any])
        }

        /// The value of a hidden field of a form on the page.
        func hidden(_ name: String) throws -> String {
            let start = try #require(self.text.firstRange(of: "name=\"\(name)\" value=\"")).upperBound
            return String(self.text[start...].prefix { $0 != "\"" })
        }
    }

    private let site: TestSite
    private let jar = Mutex<[String: String]>([:])

    init(site: TestSite) { self.site = site }

    var cookies: [String: String] { self.jar.withLock { $0 } }
    func keep(_ name: String, _ value: String?) { self.jar.withLock { $0[name] = value } }

    func get(_ path: String, accept: String = "text/html") async throws -> Page {
        try await self.send(.get, path, [.accept: accept])
    }

    func post(_ path: String, json: String, _ headers: HTTPFields = [:]) async throws -> Page {
        var headers = headers
        headers[.contentType] = "application/json"
        return try await self.send(.post, path, headers, body: json)
    }

    func post(_ path: String, form: [String: String]) async throws -> Page {
        var body = URLComponents()
        body.queryItems = form.map { URLQueryItem(name: $0.key, value: $0.value) }
        let text = (body.percentEncodedQuery ?? "").replacingOccurrences(of: "+", with: "%2B")
        return try await self.send(
            .post,
            path,
            [.contentType: "application/x-www-form-urlencoded", .accept: "text/html"],
            body: text
        )
    }

    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ headers: HTTPFields = [:],
        body: String? = nil
    ) async throws -> Page {
        var headers = headers
        let cookies = self.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        if !cookies.isEmpty { headers[.cookie] = cookies }
        let buffer = body.map { ByteBuffer(string: $0) }
        return try await self.site.client.execute(uri: path, method: method, headers: headers, body: buffer) { answer in
            for cookie in answer.headers[values: .setCookie] { self.keep(cookie) }
            return Page(status: answer.status, headers: answer.headers, text: String(buffer: answer.body))
        }
    }

    private func keep(_ setCookie: String) {
        let parts = setCookie.split(separator: ";").map { $0.trimmingPrefix(" ") }
        let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        self.keep(pair[0], parts.contains("Max-Age=0") ? nil : pair[1])
    }

    /// Follows a redirect to Twitch, which answers as it was told to.
    ///
    /// - Returns: the path at our site that Twitch sends the browser back to.
    func visitTwitch(_ page: Page) async throws -> String {
        let address = try #require(page.location)
        #expect(address.hasPrefix(self.site.twitchAddress + "/oauth2/authorize?"))
        let request = HTTPClientRequest(url: address)
        let answer = try await self.site.http.execute(request, timeout: .seconds(60))
        #expect(answer.status == .found)
        let back = try #require(answer.headers.first(name: "location"))
        let base = "\(self.site.accounts.settings.baseURL)"
        #expect(back.hasPrefix(base + "/api/auth/callback?"))
        return String(back.dropFirst(base.count))
    }

    /// Begins a sign-in, and follows to the name that the site goes by.
    func begin(_ query: String = "") async throws -> Page {
        let start = try await self.get("/api/auth/twitch" + query)
        let home = "\(self.site.accounts.settings.baseURL)/api/auth/twitch"
        guard let location = start.location, location.hasPrefix(home) else { return start }
        return try await self.get("/api/auth/twitch" + location.dropFirst(home.count))
    }

    /// The whole way: begin, agree at Twitch, come back.
    func signIn(as person: FakeTwitch.Person, query: String = "") async throws -> Page {
        self.site.twitch.next(.agree(person))
        let start = try await self.begin(query)
        return try await self.get(try await self.visitTwitch(start))
    }
}
