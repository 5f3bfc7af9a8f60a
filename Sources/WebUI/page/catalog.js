// The list of models: who answers for each, its risk, its state, and what is not in order.

import { byId, count, faultNotice, make } from "./elements.js";
import { Fault, getJSON } from "./server.js";

const gapTexts = {
    owner_unassigned: "no owner", risk_unclassified: "risk not classified", purpose_missing: "no purpose",
    card_missing: "no card", card_incomplete: "card incomplete", data_unknown: "data unknown",
    data_claimed: "data only claimed", data_expired: "data expired", contract_outdated: "features changed",
};

/** A gap in words; one that this page does not know is shown as it came. */
export const gapText = (gap) => gapTexts[gap] ?? gap.replaceAll("_", " ");

let newest = 0;

export async function showCatalog(onSignedOut) {
    const place = byId("catalog");
    const asked = ++newest;
    place.replaceChildren(make("p", { className: "waiting" }, "Loading…"));
    await attempt(place, onSignedOut, async () => {
        const page = await getJSON(address());
        if (asked !== newest) return;
        const rows = make("tbody");
        place.replaceChildren(page.items.length ? table(rows)
            : make("p", { className: "waiting" }, "No model fits."));
        append(page, rows, place, onSignedOut);
        byId("catalog-status").textContent = count(rows.children.length, "model", "models");
    });
}

function address(token = null) {
    const query = new URLSearchParams({ page_size: "50" });
    for (const [name, value] of new FormData(byId("catalog-form"))) if (value) query.set(name, value);
    if (token) query.set("page_token", token);
    return `/api/v1/inventory?${query}`;
}

function append(page, rows, place, onSignedOut) {
    rows.append(...page.items.map(modelRow));
    if (!page.next_page_token) return;
    const button = make("button", { type: "button", className: "quiet" }, "More models");
    button.addEventListener("click", async () => {
        button.disabled = true;
        await attempt(place, onSignedOut, async () => {
            const next = await getJSON(address(page.next_page_token));
            button.remove();
            append(next, rows, place, onSignedOut);
        });
    });
    place.append(button);
}

const table = (rows) => make("div", { className: "wide", tabIndex: 0, role: "region", "aria-label": "Models" },
    make("table", { className: "models" }, headRow("Model", "Owner", "Risk", "State", "Runs in", "Not in order"), rows));

export const headRow = (...names) =>
    make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name))));

function modelRow(entry) {
    return make("tr", {},
        make("th", { scope: "row" },
            make("a", { href: `#catalog/${encodeURIComponent(entry.name)}` }, entry.name),
            make("p", { className: "fine purpose" }, entry.purpose)),
        make("td", {}, entry.owner_team, make("p", { className: "fine" }, entry.accountable)),
        make("td", {}, riskBadge(entry.risk_class)),
        make("td", {}, stateText(entry),
            entry.is_held ? make("p", { className: "fine" }, "legal hold") : null),
        make("td", {}, ...entry.deployments.map((text) => make("p", {}, `version ${text}`))),
        make("td", {}, ...entry.gaps.map((gap) => make("p", { className: "gap" }, gapText(gap)))));
}

export const riskBadge = (risk) => make("span", { className: `risk risk-${risk}` },
    make("span", { className: "visually-hidden" }, "Risk class "), risk.replaceAll("_", " "));

function stateText(entry) {
    if (entry.retired_at) return "retired";
    if (entry.production_version) return `version ${entry.production_version} in production`;
    if (entry.newest_version) return `version ${entry.newest_version} is ${entry.newest_lifecycle}`;
    return "no version";
}

/** Runs what asks the server; a refusal is shown in the place of what was asked for. */
export async function attempt(place, onSignedOut, body) {
    try {
        await body();
    } catch (error) {
        if (!(error instanceof Fault)) throw error;
        if (error.status === 401) onSignedOut();
        else place.replaceChildren(make("div", { role: "alert" }, faultNotice(error)));
    }
}

/** Searches when the form is sent or a choice is made. */
export function startCatalog(onSignedOut) {
    const form = byId("catalog-form");
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        showCatalog(onSignedOut);
    });
    for (const choice of form.querySelectorAll("select")) {
        choice.addEventListener("change", () => showCatalog(onSignedOut));
    }
    byId("gap").append(...Object.entries(gapTexts).map(([value, text]) => make("option", { value }, text)));
}
