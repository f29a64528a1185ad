import ArgumentParser
import Foundation
import WebServer

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the site, the API and the live sockets.",
        discussion: """
            Everything can also be set in the environment or in a file .env of the working directory; the command line
            comes first: HOST PORT DATA_DIR SEEDS_POOL_DIR DATABASE_URL (sqlite:FILE or postgres://…) LOG_LEVEL BASE_URL
            WEBSOCKET_URL CORS_ORIGINS SECRET_KEY TRUSTED_PROXY_HOPS METRICS_PUBLIC WEB_DIR POOLS_DIR TWITCH_CLIENT_ID
            TWITCH_CLIENT_SECRET, and for the demo race DEMO_SPEED DEMO_LOBBY_SECONDS DEMO_PAUSE_SECONDS.
            """
    )

    @Option(name: .long, help: "Address to listen on (default 127.0.0.1).")
    var host: String?

    @Option(name: .long, help: "Port to listen on (default 8000, 0 lets the system choose).")
    var port: Int?

    @Option(name: .long, help: ArgumentHelp("Folder with all data (default ./data).", valueName: "dir"))
    var data: String?

    @Option(name: .long, help: ArgumentHelp("Folder with the seed pools (default DATA/seeds).", valueName: "dir"))
    var seeds: String?

    @Flag(name: .long, help: "Let anybody sign in under any name. Only when listening on loopback.")
    var devLogin = false

    @Flag(inversion: .prefixedNo, help: "Keep a demo race of bots running.")
    var demo = false

    @Option(name: .long, help: "Products to serve, separated by commas.")
    var products = "speedfog"

    func run() async throws {
        try self.checkProducts()
        let line = ServerSettings.CommandLine(
            host: self.host,
            port: self.port,
            data: self.data,
            seeds: self.seeds,
            developmentLogin: self.devLogin,
            demo: self.demo
        )
        do {
            try await Server(try ServerSettings(line, environment: .process())).run()
        } catch let error as ListenError {
            throw BadInput("\(error)")
        }
    }

    /// GoFast has nothing to serve yet: beside SpeedFog it may be named, alone it would be an empty server.
    private func checkProducts() throws {
        let products = self.products.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        if let unknown = products.first(where: { $0 != "speedfog" && $0 != "gofast" }) {
            throw BadInput("There is no product '\(unknown)'; known: speedfog, gofast.")
        }
        guard products.contains("speedfog") else {
            throw BadInput("There is nothing to serve: this version serves speedfog only; name it in --products.")
        }
        if products.contains("gofast") {
            FileHandle.standardError.write(Data("This version has no pages of gofast yet; serving speedfog.\n".utf8))
        }
    }
}
