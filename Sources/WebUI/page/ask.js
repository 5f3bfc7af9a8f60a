// The question and what limits it.

import { AnswerView } from "./answer.js";
import { byId, make } from "./elements.js";
import { Fault, call, eventsOf, getJSON } from "./server.js";

let running = null;

export function startAsking(onSignedOut) {
    const form = byId("ask-form");
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        ask(onSignedOut);
    });
    byId("question").addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        form.requestSubmit();
    });
    byId("stop-button").addEventListener("click", stopAsking);
    byId("scope").addEventListener("input", describeScope);
}

/** Offers the sources that the reader may list, and a field for names when these are none or not all. */
export async function loadSources() {
    let page = { items: [] };
    try {
        page = await getJSON("/api/v1/sources?page_size=100");
    } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
    }
    byId("sources").replaceChildren(make("legend", {}, "Sources"),
        ...page.items.map(sourceChoice),
        page.items.length && !page.next_page_token ? "" : sourceField());
}

/** Stops a running answer, and leaves nothing behind when someone else signs in. */
export function forgetAnswer() {
    stopAsking();
    byId("answer").replaceChildren();
    byId("answer").hidden = true;
    byId("ask-form").reset();
    describeScope();
}

function stopAsking() {
    running?.abort();
}

function sourceChoice(source) {
    return make("label", { className: "choice" },
        make("input", { type: "checkbox", name: "source", value: source.name }), source.name);
}

function sourceField() {
    return make("div", {},
        make("input", {
            type: "text", name: "source-names", "aria-label": "Names of sources", spellcheck: false,
            autocomplete: "off", "aria-describedby": "source-names-hint",
        }),
        make("p", { id: "source-names-hint", className: "hint" },
            "Names with commas between them; empty means all."));
}

async function ask(onSignedOut) {
    stopAsking();
    const asked = request();
    if (!asked.question) return;
    const control = new AbortController();
    running = control;
    const view = new AnswerView(byId("answer"), asked.question);
    setBusy(true);
    try {
        await receive(asked, view, control.signal);
    } catch (error) {
        if (running !== control) return;
        if (error.name === "AbortError") view.stop();
        else if (error.status === 401) onSignedOut();
        else view.fail(error instanceof Fault ? error : unreadable());
    } finally {
        if (running === control) {
            running = null;
            setBusy(false);
        }
    }
}

async function receive(asked, view, signal) {
    const accept = "text/event-stream";
    const response = await call("/api/v1/ask", { method: "POST", body: asked, accept, signal });
    for await (const { name, data } of eventsOf(response)) {
        if (name === "citation") view.addCitation(data);
        if (name === "sentence") view.addSentence(data);
        if (name === "done") byId("ask-status").textContent = view.finish(data);
    }
    if (!view.isComplete) {
        throw new Fault({
            title: "The answer broke off", detail: "What stands here is not the whole answer. Ask again.",
        });
    }
}

const unreadable = () => new Fault({
    title: "The answer cannot be read",
    detail: "The connection broke, or page and server do not fit. Load the page again.",
});

function request() {
    const form = new FormData(byId("ask-form"));
    const asked = { question: form.get("question").trim() };
    const sources = chosenSources(form);
    if (sources.length) asked.sources = sources;
    if (form.get("from")) asked.from = localMidnight(form.get("from"), 0);
    if (form.get("to")) asked.to = localMidnight(form.get("to"), 1);
    return asked;
}

function chosenSources(form) {
    const written = (form.get("source-names") ?? "").split(",").map((name) => name.trim()).filter(Boolean);
    return [...form.getAll("source"), ...written];
}

/** The beginning of a day in the reader's zone, or of a day after it, in UTC. */
function localMidnight(date, daysLater) {
    const [year, month, day] = date.split("-").map(Number);
    return new Date(year, month - 1, day + daysLater).toISOString();
}

/** What is narrowed stays visible when its fields are folded away. */
function describeScope() {
    const form = new FormData(byId("ask-form"));
    const parts = [
        chosenSources(form).join(", "),
        form.get("from") && `from ${form.get("from")}`,
        form.get("to") && `to ${form.get("to")}`,
    ].filter(Boolean);
    byId("scope-summary").textContent = parts.length ? `: ${parts.join(", ")}` : "";
}

function setBusy(isBusy) {
    byId("ask-button").textContent = isBusy ? "Asking…" : "Ask";
    byId("ask-button").disabled = isBusy;
    byId("stop-button").hidden = !isBusy;
    if (isBusy) byId("ask-status").textContent = "Asking";
}
