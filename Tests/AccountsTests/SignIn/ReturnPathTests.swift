import Foundation
import HTTPTypes
import Testing
import WebServer

@testable import Accounts

@Suite struct ReturnPathTests {
    private static let trusted = ["https://app.example", "http://localhost:5173"].compactMap(WebOrigin.init(parsing:))

    @Test(arguments: [
        "/", "/race/1?tab=map#top", "/a//b", "/%2F%2Fevil.example", "/@evil.example", "/https://evil.example",
    ])
    func `a path of this site is kept as it is`(text: String) {
        #expect(ReturnPath(text, trusted: Self.trusted) == .path(text))
    }

    @Test(arguments: [
        "https://app.example", "https://app.example/", "https://app.example/done?x=1", "https://app.example?x",
        "http://localhost:5173/cb",
    ])
    func `a page of a trusted site is kept as it is`(text: String) {
        #expect(ReturnPath(text, trusted: Self.trusted) == .trustedPage(text))
    }

    /// Each would lead, in some browser, to a place that is not ours.
    static let attacks = [
        // Addresses without a scheme, and what browsers read as one.
        "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example", "\t//evil.example", " //evil.example", "//evil.example/app.example",
        // Other sites.
        "https://evil.example", "HTTPS://evil.example", "https:evil.example", "https:/evil.example", "evil.example",
        // Sites that look like a trusted one.
        "https://app.example.evil.example", "https://app.example@evil.example", "https://app.example:8443/",
        "https://app.example\\@evil.example", "http://app.example/", "https://app.examplé/", "https://evilapp.example/",
        "http://localhost:51730/", "https://app.example#@evil.example",
        // Not addresses at all.
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "", " ", "race/1", "?x", "#x",
        // Text that ends up in a header.
        "/a\r\nSet-Cookie: session=x", "/a\u{0}", "/a b", "/\u{7F}", "/é", "/\u{202E}",
        "/" + String(repeating: "a", count: 512),
        // A sign-in that leads to a sign-in.
        "/api/auth/twitch?redirect_url=/", "/API/auth/twitch",
        // Behind the fragment the code would not reach the page's server.
        "https://app.example/#done",
    ]

    @Test(arguments: Self.attacks)
    func `nothing else is a way back`(text: String) {
        #expect(ReturnPath(text, trusted: Self.trusted) == nil)
    }

    @Test func `a sign-in does not begin with a way back that is not ours`() async throws {
        let fixture = AccountsFixture(trustedOrigins: ["https://app.example"])
        for attack in [
            "//evil.example", "/%5Cevil.example", "%2F%2Fevil.example", "%252F%252Fevil.example",
            "https://evil.example", "javascript:alert(1)", "%2F%0D%0Ax:y",
        ] {
            try await fixture.test { site async throws in
                let answer = try await site.browser().get("/api/auth/twitch?redirect_url=\(attack)", accept: "*/*")
                #expect(answer.status == .badRequest)
                #expect(try answer.json()["detail"] as? String == "redirect_url must be a path of this site")
                #expect(answer.headers[.setCookie] == nil)
            }
        }
    }

    @Test func `the sign-in page forgets a way back that is not ours`() async throws {
        try await AccountsFixture(trustedOrigins: ["https://app.example"]).test { site async throws in
            let browser = site.browser()
            for attack in Self.attacks + ["https://app.example/done"] {
                let encoded = try #require(attack.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
                let page = try await browser.get("/sign-in?return_to=\(encoded)")
                #expect(page.status == .ok)
                #expect(try page.hidden("return_to") == "/")
                #expect(page.text.contains("href=\"/api/auth/twitch?redirect_url=%2F\""))
            }
        }
    }
}
