import Foundation

/// A folder that comes with the program.
enum ProjectFolder {
    /// In the working directory, or beside or above the executable; known by something that lies in it.
    static func find(_ name: String, holding content: String) -> String? {
        var candidates = [name]
        if let executable = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            var folder = executable.deletingLastPathComponent()
            // From .build/<triple>/release up to the checkout.
            for _ in 0..<5 {
                candidates.append(folder.appendingPathComponent(name).path)
                folder.deleteLastPathComponent()
            }
        }
        return candidates.first { FileManager.default.fileExists(atPath: "\($0)/\(content)") }
    }
}
