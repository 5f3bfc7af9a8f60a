// One answer, drawn while it arrives.

import { count, faultNotice, make, outsideLink, timeElement } from "./elements.js";

const verdicts = {
    answered: {
        title: "Answered",
        text: "Every sentence is a quotation. Open its number to read the source.",
    },
    needs_review: {
        title: "Needs review",
        text: "The evidence is thin. Read the sources before you rely on this.",
    },
    insufficient_evidence: {
        title: "Not enough evidence",
        text: "Nothing that you may see answers this well enough, so no answer is given. "
            + "Try other words, a longer time, or more sources.",
    },
};

export class AnswerView {
    #place;
    #verdict = make("div", { className: "verdict" });
    #sentences = make("ol", { className: "sentences", "aria-label": "Sentences" });
    #sources = make("ol", {});
    #sourcesBlock;
    #footer = make("div", {});
    #citations = new Map();
    #sentenceCount = 0;
    isComplete = false;

    constructor(place, question) {
        this.#place = place;
        const title = make("h3", { id: "sources-title" }, "Sources");
        this.#sourcesBlock = make("aside",
            { className: "sources", "aria-labelledby": title.id, hidden: true }, title, this.#sources);
        this.#verdict.append(make("p", { className: "waiting" }, "Reading what you may see…"));
        place.replaceChildren(
            make("h2", {}, question),
            make("div", { className: "answer-body" },
                make("div", { className: "answer-text" }, this.#verdict, this.#sentences, this.#footer),
                this.#sourcesBlock));
        place.setAttribute("aria-busy", "true");
        place.hidden = false;
    }

    addCitation(citation) {
        this.#citations.set(citation.n, citation);
        this.#sources.append(make("li", { value: citation.n },
            make("p", { className: "source-title" }, citation.title),
            make("p", { className: "fine" }, citation.author, " · ", timeElement(citation.time, "day")),
            linkLine(citation)));
        this.#sourcesBlock.hidden = false;
    }

    addSentence(sentence) {
        this.#sentenceCount += 1;
        const panels = make("div", {});
        const marks = sentence.citations
            .filter((number) => this.#citations.has(number))
            .map((number) => this.#mark(number, panels));
        this.#sentences.append(make("li", {},
            make("p", { className: "lead" }, sentence.lead,
                make("span", { className: "score", title: "Confidence of this sentence" },
                    make("span", { className: "visually-hidden" }, ", confidence "),
                    decimals(sentence.confidence))),
            make("blockquote", {}, make("p", {}, sentence.text, ...marks)),
            panels));
    }

    /** Returns what a screen reader is told. */
    finish(done) {
        this.isComplete = true;
        this.#place.removeAttribute("aria-busy");
        const verdict = verdicts[done.status]
            ?? { title: "Unknown outcome", text: `The server says: ${done.status}.` };
        const kind = verdicts[done.status] ? done.status : "needs_review";
        this.#verdict.replaceChildren(
            make("div", { className: `notice notice-${kind}` },
                make("p", { className: "notice-title" }, verdict.title, confidence(done.confidence)),
                make("p", {}, verdict.text)));
        this.#footer.replaceChildren(making(done));
        return `${verdict.title}. Confidence ${decimals(done.confidence)}. `
            + `${count(this.#sentenceCount, "sentence", "sentences")}, `
            + `${count(this.#citations.size, "source", "sources")}.`;
    }

    /** What has arrived stays, marked as not complete. */
    fail(fault) {
        this.#place.removeAttribute("aria-busy");
        this.#verdict.replaceChildren(make("div", { role: "alert" }, faultNotice(fault)));
    }

    stop() {
        this.#place.removeAttribute("aria-busy");
        this.#verdict.replaceChildren(make("div", { className: "notice" },
            make("p", { className: "notice-title" }, "Stopped"),
            make("p", {}, "What stands here is not the whole answer.")));
    }

    /** The number behind a sentence: a button that opens and closes the citation under it. */
    #mark(number, panels) {
        const panel = citationPanel(this.#citations.get(number), `cited-${this.#sentenceCount}-${number}`);
        panels.append(panel);
        const button = make("button", {
            type: "button", className: "mark", "aria-expanded": "false", "aria-controls": panel.id,
            "aria-label": `Source ${number}`,
        }, String(number));
        button.addEventListener("click", () => {
            panel.hidden = !panel.hidden;
            button.setAttribute("aria-expanded", String(!panel.hidden));
        });
        return make("sup", {}, button);
    }
}

function citationPanel(citation, id) {
    return make("div",
        { id, className: "cited", role: "group", "aria-label": `Source ${citation.n}`, hidden: true },
        make("p", { className: "source-title" }, citation.title),
        make("p", { className: "fine" },
            citation.author, " · ", timeElement(citation.time), " · ", citation.source),
        make("blockquote", { className: "quote" }, citation.quote),
        linkLine(citation));
}

function linkLine(citation) {
    const link = outsideLink(citation.url, "Open the original");
    if (!link) return null;
    link.append(make("span", { className: "visually-hidden" }, ` of source ${citation.n}, in a new tab`));
    return make("p", { className: "fine" }, link);
}

const decimals = (value) => Number(value).toFixed(2);

function confidence(value) {
    const filled = make("span", {});
    filled.style.width = `${Math.round(Math.min(Math.max(value, 0), 1) * 100)}%`;
    return make("span", { className: "confidence" },
        `Confidence ${decimals(value)}`, make("span", { className: "bar", "aria-hidden": "true" }, filled));
}

/** What the answer was made with, for whoever wants to check it. */
function making(done) {
    const stages = Object.entries(done.timings_ms ?? {}).filter(([name]) => name !== "total")
        .map(([name, ms]) => `${name} ${Math.round(ms)}`).join(", ");
    const total = done.timings_ms?.total;
    const rows = [
        ["Model", `${done.model.name}, version ${done.model.version}`],
        ["Weights", done.model.digest],
        ["Time", total === undefined ? null : `${Math.round(total)} ms (${stages})`],
        ["Passages read", String(done.usage?.passages_read ?? "")],
        ["Answer", done.id],
    ].filter(([, value]) => value);
    return make("details", { className: "making" },
        make("summary", {}, "How this was made"),
        make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)])),
        make("p", { className: "fine" },
            "Confidence says how far the evidence that you may see covers the question. "
            + "It puts answers in order; it is not a probability."));
}
