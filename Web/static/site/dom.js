// Small ways to make and find elements. Text always goes in as text.

const svgNamespace = "http://www.w3.org/2000/svg";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {{class?: string, text?: string, [attribute: string]: string | undefined}} [attributes]
 * @param {(Node | string)[]} [children]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, children = []) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === undefined) continue;
        if (name === "text") made.textContent = value;
        else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
}

/**
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {{[attribute: string]: string | number}} [attributes]
 * @param {Node[]} [children]
 * @returns {SVGElementTagNameMap[Tag]}
 */
export function svg(tag, attributes = {}, children = []) {
    const made = document.createElementNS(svgNamespace, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
    made.append(...children);
    return made;
}

/** @param {string} name @param {string} [extra] @returns {SVGSVGElement} */
export function icon(name, extra = "") {
    return svg("svg", { class: `icon ${extra}`, "aria-hidden": "true" }, [svg("use", { href: `#icon-${name}` })]);
}

/** @param {ParentNode} root @param {string} selector @returns {HTMLElement | null} */
export function find(root, selector) {
    return /** @type {HTMLElement | null} */ (root.querySelector(selector));
}

/**
 * Writes text only when it differs, so that nothing is laid out again for nothing.
 * @param {Element | null} target
 * @param {string} text
 */
export function write(target, text) {
    if (target && target.textContent !== text) target.textContent = text;
}

/** @returns {boolean} */
export function prefersStillness() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
