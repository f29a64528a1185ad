// Reads the turns of a race to people who don't see them.

const pause = 2500;

export class Announcer {
    #region;
    /** @type {string[]} */
    #waiting = [];
    #timer = 0;

    /** @param {HTMLElement | null} region an aria-live element */
    constructor(region) {
        this.#region = region;
    }

    /** @param {string} sentence */
    say(sentence) {
        this.#waiting.push(sentence);
        if (!this.#timer) this.#speak();
    }

    #speak() {
        // More than three at once is noise; the newest tell most.
        const sentences = this.#waiting.splice(0).slice(-3);
        if (this.#region && sentences.length > 0) this.#region.textContent = sentences.join(" ");
        this.#timer = sentences.length > 0 ? setTimeout(() => this.#speak(), pause) : 0;
    }
}
