// The models and their versions.

import { byId, count, faultNotice, make, timeElement } from "./elements.js";
import { Fault, getJSON } from "./server.js";

export async function showCatalog(onSignedOut) {
    const place = byId("catalog");
    place.replaceChildren(make("p", { className: "waiting" }, "Loading…"));
    const list = make("ul", { className: "models" });
    await attempt(place, onSignedOut, async () => {
        const page = await getJSON("/api/v1/models?page_size=50");
        const nothing = make("p", { className: "waiting" }, "No model is registered yet.");
        place.replaceChildren(page.items.length ? list : nothing);
        append(page, list, place, onSignedOut);
        byId("catalog-status").textContent = count(list.children.length, "model", "models");
    });
}

function append(page, list, place, onSignedOut) {
    list.append(...page.items.map((model) => modelItem(model, onSignedOut)));
    if (!page.next_page_token) return;
    const button = make("button", { type: "button", className: "quiet" }, "More models");
    button.addEventListener("click", async () => {
        button.disabled = true;
        await attempt(place, onSignedOut, async () => {
            const token = encodeURIComponent(page.next_page_token);
            const next = await getJSON(`/api/v1/models?page_size=50&page_token=${token}`);
            button.remove();
            append(next, list, place, onSignedOut);
        });
    });
    place.append(button);
}

function modelItem(model, onSignedOut) {
    const versions = make("div", { className: "versions" });
    const item = make("details", {},
        make("summary", {},
            make("span", { className: "model-name" }, model.name),
            make("span", { className: `risk risk-${model.risk_class}` },
                make("span", { className: "visually-hidden" }, "Risk class "),
                model.risk_class.replaceAll("_", " ")),
            make("span", { className: "fine" },
                `${model.owner_team} · ${count(model.version_count, "version", "versions")}`)),
        make("p", {}, model.purpose),
        make("p", { className: "fine" }, `Accountable: ${model.accountable}`),
        versions);
    item.addEventListener("toggle", () => {
        if (item.open && !versions.hasChildNodes()) showVersions(model, versions, onSignedOut);
    });
    return make("li", {}, item);
}

async function showVersions(model, place, onSignedOut) {
    await attempt(place, onSignedOut, async () => {
        const page = await getJSON(`/api/v1/models/${encodeURIComponent(model.name)}/versions?page_size=50`);
        if (!page.items.length) {
            place.replaceChildren(make("p", { className: "fine" }, "No versions yet."));
            return;
        }
        place.replaceChildren(make("div", { className: "wide", tabIndex: 0, role: "region",
            "aria-label": `Versions of ${model.name}` },
            make("table", {}, headRow("Version", "State", "Files", "Size", "Made"),
                make("tbody", {}, ...page.items.map(versionRow)))));
        if (page.next_page_token) place.append(make("p", { className: "fine" }, "The first 50 are shown."));
    });
}

const headRow = (...names) =>
    make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name))));

function versionRow(version) {
    return make("tr", { title: version.manifest_digest ?? "" },
        make("th", { scope: "row" }, String(version.version)),
        make("td", {}, version.state),
        make("td", {}, String(version.file_count)),
        make("td", {}, bytes(version.size_bytes)),
        make("td", {}, timeElement(version.created_at, "day")));
}

function bytes(size) {
    const units = ["B", "kB", "MB", "GB", "TB"];
    const power = size > 0 ? Math.min(Math.floor(Math.log10(size) / 3), units.length - 1) : 0;
    return `${(size / 1000 ** power).toFixed(power ? 1 : 0)} ${units[power]}`;
}

async function attempt(place, onSignedOut, body) {
    try {
        await body();
    } catch (error) {
        if (!(error instanceof Fault)) throw error;
        if (error.status === 401) onSignedOut();
        else place.replaceChildren(make("div", { role: "alert" }, faultNotice(error)));
    }
}
