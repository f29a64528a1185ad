// The form for a new race: the limit is asked only where it matters.
import { find } from "../site/dom.js";

const form = find(document, "[data-new-race]");
const limit = find(document, "[data-limit-field]");

function showLimit() {
    const chosen = form?.querySelector('input[name="registration"]:checked');
    if (limit) limit.hidden = !(chosen instanceof HTMLInputElement) || chosen.value !== "open";
}

form?.addEventListener("change", showLimit);
showLimit();
