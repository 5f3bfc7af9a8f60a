// Building elements. Text is only ever set as text, never parsed as markup.

export const byId = (id) => document.getElementById(id);

/** An element with properties (or attributes, such as `aria-…`) and children; null children are left out. */
export function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
        if (name in element) element[name] = value;
        else element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
}

/** What went wrong, in the server's own words. */
export function faultNotice(fault) {
    const lines = fault.faults.map((entry) => make("li", {}, `${entry.field}: ${entry.detail}`));
    const retry = fault.retryAfterSeconds
        ? make("p", {}, `Try again in ${fault.retryAfterSeconds} s.`) : null;
    return make("div", { className: "notice notice-fault" },
        make("p", { className: "notice-title" }, fault.title),
        lines.length ? make("ul", {}, ...lines) : make("p", {}, fault.message),
        retry,
        fault.requestId ? make("p", { className: "fine" }, `Request ${fault.requestId}`) : null);
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const minute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** A time in the reader's zone; what cannot be read is shown as it came. */
export function timeElement(text, precision = "minute") {
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) return make("span", {}, String(text));
    return make("time", { dateTime: text, title: text }, (precision === "day" ? day : minute).format(date));
}

/** A link out, or null unless the address is one of the web. */
export function outsideLink(address, label) {
    if (!address || !URL.canParse(address)) return null;
    const { protocol } = new URL(address);
    if (protocol !== "https:" && protocol !== "http:") return null;
    return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label);
}

export const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;
