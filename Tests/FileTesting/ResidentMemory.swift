import Foundation

/// How much memory this process holds.
package enum ResidentMemory {
    /// Bytes of memory in use, by the kernel's count.
    package static func bytes() throws -> Int {
        let statm = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return (Int(statm.split(separator: " ")[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }
}
