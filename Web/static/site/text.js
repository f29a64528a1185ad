// How times, gaps and counts read. The server writes them the same way.

/** @param {number} ms @returns {string} `M:SS` or `H:MM:SS` */
export function igt(ms) {
    const total = Math.max(0, Math.floor(ms / 1000));
    const seconds = String(total % 60).padStart(2, "0");
    const minutes = Math.floor(total / 60) % 60;
    const hours = Math.floor(total / 3600);
    return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** @param {number} ms @returns {string} `HH:MM:SS` of a wall clock */
export function elapsed(ms) {
    const total = Math.max(0, Math.floor(ms / 1000));
    return [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60]
        .map((part) => String(part).padStart(2, "0"))
        .join(":");
}

/** @param {number} ms signed @returns {string} `+0:05`, with a real minus sign when ahead */
export function gap(ms) {
    return `${ms < 0 ? "\u2212" : "+"}${igt(Math.abs(ms))}`;
}

/** @param {number} count @param {string} one @param {string} many */
export function counted(count, one, many) {
    return `${count} ${count === 1 ? one : many}`;
}

/** @param {Date} date @param {Date} now @returns {string} */
export function relative(date, now) {
    const minutes = Math.floor((now.getTime() - date.getTime()) / 60_000);
    if (minutes < 1) return "just now";
    if (minutes < 60) return `${minutes}m ago`;
    if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h ago`;
    if (minutes < 7 * 24 * 60) return `${Math.floor(minutes / (24 * 60))}d ago`;
    const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
    return date.toLocaleDateString(undefined, { month: "short", day: "numeric", year });
}

/** @param {Date} date @param {Date} now @returns {string} with the year where it is another one */
export function moment(date, now) {
    const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
    return date.toLocaleString(undefined, { year, month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
}

/** @param {Date} date @param {Date} now @returns {string} when something planned begins */
export function schedule(date, now) {
    const minutes = Math.floor((date.getTime() - now.getTime()) / 60_000);
    if (minutes < 0 && minutes > -180) return "Now";
    if (minutes < 0 || minutes >= 12 * 60) return moment(date, now);
    if (minutes < 1) return "In <1m";
    if (minutes < 60) return `In ${minutes}m`;
    return `In ${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}
