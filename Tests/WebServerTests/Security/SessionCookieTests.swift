import HTTPTypes
import Hummingbird
import Testing

@testable import WebServer

@Suite struct SessionCookieTests {
    private func request(cookie: String) -> Request {
        let head = HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/", headerFields: [.cookie: cookie])
        return Request(head: head, body: .init(buffer: .init()))
    }

    @Test func `https makes the cookie bound to the host`() {
        var response = Response(status: .ok)
        SessionCookie(secure: true).set("t", maxAge: .seconds(60), on: &response)

        let expected = "__Host-session=t; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60"
        #expect(response.headers[values: .setCookie] == [expected])
    }

    @Test func `plain http gets a plain cookie that can be cleared`() {
        var response = Response(status: .ok)
        SessionCookie(secure: false).clear(on: &response)

        #expect(response.headers[.setCookie] == "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
    }

    @Test func `the token is found among other cookies`() {
        let cookie = SessionCookie(secure: false)

        #expect(cookie.token(in: self.request(cookie: "a=1; session=abc=; xsession=no")) == "abc=")
        #expect(cookie.token(in: self.request(cookie: "xsession=no; a=session=1")) == nil)
        #expect(SessionCookie(secure: true).token(in: self.request(cookie: "session=abc")) == nil)
    }
}
