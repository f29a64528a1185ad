import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

@testable import WebServer

@Suite struct OperatorRoutesTests {
    private struct Down: Error {}

    @Test func `health tells the version`() async throws {
        try await WebFixture().test { client in
            try await client.execute(uri: "/health", method: .get) {
                #expect($0.body.text == #"{"status":"ok","version":"1.2.3"}"#)
            }
        }
    }

    @Test func `ready when all checks pass`() async throws {
        var fixture = try WebFixture()
        fixture.readiness = [ReadinessCheck("database") {}, ReadinessCheck("relay") {}]
        try await fixture.test { client in
            try await client.execute(uri: "/ready", method: .get) { response in
                #expect(response.status == .ok)
                #expect(response.body.text == #"{"status":"ok","checks":{"database":"ok","relay":"ok"}}"#)
            }
        }
    }

    @Test func `not ready when a check fails or hangs`() async throws {
        var fixture = try WebFixture()
        let (hanging, release) = AsyncStream.makeStream(of: Void.self)
        defer { release.finish() }
        fixture.readiness = [
            ReadinessCheck("database") { throw Down() },
            ReadinessCheck("relay", timeout: .milliseconds(20)) {
                // Deaf to cancellation, as a driver waiting for a socket is.
                await Task { for await _ in hanging {} }.value
            },
            ReadinessCheck("seeds") {},
        ]
        try await fixture.test { client in
            try await client.execute(uri: "/ready", method: .get) { response in
                #expect(response.status == .serviceUnavailable)
                let checks = #"{"database":"failed","relay":"failed","seeds":"ok"}"#
                #expect(response.body.text == #"{"status":"unavailable","checks":\#(checks)}"#)
            }
        }
    }

    @Test func `many who ask at once cost one check, which runs again after a while`() async throws {
        let runs = Mutex(0)
        let check = ReadinessCheck("database") {
            runs.withLock { $0 += 1 }
            try await Task.sleep(for: .milliseconds(20))
            throw Down()
        }
        await withTaskGroup(of: String?.self) { group in
            for _ in 0..<100 { group.addTask { await check.failure() } }
            for await failure in group { #expect(failure != nil) }
        }
        #expect(runs.withLock { $0 } == 1)
        while runs.withLock({ $0 }) == 1 {
            #expect(await check.failure() != nil)
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test func `metrics count requests by route`() async throws {
        try await WebFixture().test(.live, routes: { router in router.get("api/things/:id") { _, _ in "x" } }) {
            client in
            try await client.execute(uri: "/api/things/1", method: .get) { #expect($0.status == .ok) }
            try await client.execute(uri: "/api/things/2", method: .get) { #expect($0.status == .ok) }
            try await client.execute(uri: "/nowhere/secret", method: .get) { #expect($0.status == .notFound) }

            try await client.execute(uri: "/metrics", method: .get) { response in
                #expect(response.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
                let text = response.body.text
                #expect(text.contains(#"http_requests_total{method="GET",route="/api/things/{id}",status="200"} 2"#))
                #expect(text.contains(#"http_requests_total{method="GET",route="NotFound",status="404"} 1"#))
                #expect(text.contains("process_start_time_seconds"))
                #expect(!text.contains("secret"))
            }
        }
    }

    @Test func `metrics are for this machine only, unless public`() async throws {
        let viaProxy: HTTPFields = [.xForwardedFor: "1.2.3.4"]
        try await WebFixture().test(.live) { client in
            try await client.execute(uri: "/metrics", method: .get, headers: viaProxy) {
                #expect($0.status == .notFound)
            }
        }
        var open = try WebFixture()
        open.settings.metricsArePublic = true
        try await open.test(.live) { client in
            try await client.execute(uri: "/metrics", method: .get, headers: viaProxy) { #expect($0.status == .ok) }
        }
    }
}
