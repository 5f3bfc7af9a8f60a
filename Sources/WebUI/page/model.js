// One model: who answers for it, its versions and aliases, where it runs, what it was made from, its card.

import { attempt, gapText, headRow, riskBadge } from "./catalog.js";
import { byId, make, timeElement } from "./elements.js";
import { getJSON } from "./server.js";

export async function showModel(name, onSignedOut) {
    const place = byId("model");
    byId("model-title").textContent = name;
    place.replaceChildren(make("p", { className: "waiting" }, "Loading…"));
    await attempt(place, onSignedOut, async () => {
        const base = `/api/v1/models/${encodeURIComponent(name)}`;
        const model = await getJSON(base);
        const versions = await getJSON(`${base}/versions?page_size=100`);
        const shown = versions.items.find((version) => version.lifecycle === "production") ?? versions.items[0];
        place.replaceChildren(facts(model));
        const parts = [
            ["Not in order", () => gaps(name)],
            ["Versions", async () => versionTable(versions, (await getJSON(`${base}/aliases`)).items)],
            ["Deployments", async () => deploymentTable(await getJSON(`${base}/deployments?page_size=100`))],
            [shown ? `Lineage of version ${shown.version}` : "Lineage", () => lineage(name, shown)],
            ["Model card", async () => card(await getJSON(`${base}/card`))],
        ];
        // Each part by itself: what one may not see does not hide the others.
        await Promise.all(parts.map(([title, load]) => part(place, title, load, onSignedOut)));
    });
}

async function part(place, title, load, onSignedOut) {
    const body = make("div", {}, make("p", { className: "waiting" }, "Loading…"));
    place.append(make("section", { className: "part" }, make("h2", {}, title), body));
    await attempt(body, onSignedOut, async () => body.replaceChildren(...[await load()].flat()));
}

const none = (text) => make("p", { className: "fine" }, text);
const term = (label, ...value) => [make("dt", {}, label), make("dd", {}, ...value)];

function facts(model) {
    const given = (label, text) => (text ? term(label, text) : []);
    return make("dl", { className: "facts" },
        ...term("Owner", model.owner_team), ...term("Accountable", model.accountable),
        ...term("Risk class", riskBadge(model.risk_class)),
        ...given("Purpose", model.purpose), ...given("Intended use", model.intended_use),
        ...given("Restrictions", model.restrictions), ...given("Description", model.description),
        ...term("Registered", timeElement(model.created_at, "day")));
}

async function gaps(name) {
    const found = await getJSON(`/api/v1/inventory?page_size=100&q=${encodeURIComponent(name)}`);
    const entry = found.items.find((item) => item.name === name);
    const notes = [
        entry?.is_held ? "a legal hold stands on it: nothing of it may be lost" : null,
        entry?.retired_at ? "retired: it is out of use for good" : null, ...(entry?.gaps ?? []).map(gapText),
    ].filter(Boolean);
    return notes.length ? make("ul", { className: "gaps" }, ...notes.map((note) => make("li", {}, note)))
        : none("Nothing is missing.");
}

function table(label, head, rows) {
    return make("div", { className: "wide", tabIndex: 0, role: "region", "aria-label": label },
        make("table", {}, headRow(...head), make("tbody", {}, ...rows)));
}

function versionTable(page, aliases) {
    if (!page.items.length) return none("No versions yet.");
    const names = (version) => aliases.filter((one) => one.version === version.version)
        .map((one) => make("span", { className: "alias" }, `@${one.alias}`));
    const rows = page.items.map((version) => make("tr", { title: version.manifest_digest ?? "" },
        make("th", { scope: "row" }, String(version.version)),
        make("td", {}, version.lifecycle), make("td", {}, ...names(version)),
        make("td", {}, version.state), make("td", {}, String(version.file_count)),
        make("td", {}, bytes(version.size_bytes)), make("td", {}, timeElement(version.created_at, "day"))));
    const more = page.next_page_token ? [none(`The newest ${page.items.length} are shown.`)] : [];
    return [table("Versions", ["Version", "Lifecycle", "Aliases", "State", "Files", "Size", "Made"], rows), ...more];
}

function deploymentTable(page) {
    if (!page.items.length) return none("It runs nowhere that is known here.");
    const rows = page.items.map((one) => make("tr", {},
        make("th", { scope: "row" }, one.environment), make("td", {}, String(one.version)),
        make("td", {}, one.endpoint ?? [one.cluster, one.namespace].filter(Boolean).join("/")),
        make("td", {}, timeElement(one.deployed_at, "day")),
        make("td", {}, one.ended_at ? "ended " : one.status,
            one.ended_at ? timeElement(one.ended_at, "day") : null)));
    return table("Deployments", ["Environment", "Version", "Where", "Since", "Status"], rows);
}

const kinds = {
    dataset_version: "data", run: "run", logged_model: "logged model", model_version: "model version",
    feature_set: "features", deployment: "deployment",
};

async function lineage(name, version) {
    if (!version) return none("No version, so no lineage.");
    const from = encodeURIComponent(`model:${name}/${version.version}`);
    const graphs = await Promise.all(["upstream", "downstream"].map(
        (direction) => getJSON(`/api/v1/lineage?from=${from}&direction=${direction}&limit=200`)));
    const titles = ["Made from", "Went to"];
    return graphs.flatMap((graph, index) => [make("h3", {}, titles[index]), lineageList(graph)]);
}

function lineageList(graph) {
    const nodes = graph.nodes.filter((node) => node.depth > 0);
    const notes = [
        graph.is_truncated ? none("There is more than is shown.") : null,
        graph.is_withheld ? none("Something is not shown that you may not see.") : null,
    ];
    if (!nodes.length) return make("div", {}, none("Nothing is recorded."), ...notes);
    return make("div", {}, make("ul", { className: "lineage" }, ...nodes.map((node) => make("li", {},
        make("span", { className: "kind" }, kinds[node.kind] ?? node.kind), " ", node.label, " ",
        make("span", { className: "fine" }, node.detail ?? ""),
        node.is_deleted ? make("span", { className: "fine" }, " deleted") : null))), ...notes);
}

function card(page) {
    const standing = page.is_complete ? "It has what the risk class asks for."
        : "It lacks something that the risk class asks for.";
    const sections = page.sections.filter((section) => section.written || section.from_catalog.length);
    return [none(standing), ...sections.map((section) => make("details", { className: "card-section" },
        make("summary", {}, section.title),
        make("dl", { className: "facts" },
            ...section.from_catalog.flatMap((fact) => term(fact.label, fact.value)),
            ...Object.entries(section.written ?? {}).flatMap(([field, value]) =>
                term(field.replaceAll("_", " "), written(value)))),
        section.source ? none(`Written by ${section.source.written_by}, revision ${section.source.revision}`)
            : null))];
}

/** What people wrote, whatever its shape; only ever as text. */
function written(value) {
    if (Array.isArray(value)) return make("ul", {}, ...value.map((one) => make("li", {}, written(one))));
    if (value && typeof value === "object") {
        return make("span", {}, Object.entries(value).map(([key, one]) => `${key.replaceAll("_", " ")}: ${
            typeof one === "object" ? JSON.stringify(one) : one}`).join("; "));
    }
    return make("span", {}, String(value));
}

function bytes(size) {
    const units = ["B", "kB", "MB", "GB", "TB"];
    const power = size > 0 ? Math.min(Math.floor(Math.log10(size) / 3), units.length - 1) : 0;
    return `${(size / 1000 ** power).toFixed(power ? 1 : 0)} ${units[power]}`;
}
