// The time by the server's clock, whatever the viewer's own clock says.

/** Words of the server that are older than this were not slow: the viewer's clock has been set. */
const longestDelay = 5000;

/**
 * How far the server's clock is ahead of the viewer's, in milliseconds.
 * @type {number | null}
 */
let ahead = null;

/** @returns {number} milliseconds since 1970 */
export function serverNow() {
    return Date.now() + (ahead ?? 0);
}

/**
 * Learns from what the server's clock said. Words take their time to arrive, so the quickest are the truest.
 * @param {string} iso
 * @param {number} [age] how long ago they arrived, in milliseconds
 */
export function hearServerTime(iso, age = 0) {
    const heard = Date.parse(iso) + age - Date.now();
    if (Number.isNaN(heard)) return;
    if (ahead === null || heard > ahead || ahead - heard > longestDelay) ahead = heard;
}

const arrival = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
hearServerTime(document.documentElement.dataset.now ?? "", performance.now() - (arrival?.responseStart ?? 0));
