// Who is signed in, and which view is shown.

import { forgetAnswer, loadSources, startAsking } from "./ask.js";
import { showCatalog, startCatalog } from "./catalog.js";
import { byId, faultNotice } from "./elements.js";
import { showModel } from "./model.js";
import { Fault, call, getJSON } from "./server.js";

const titles = { "sign-in": "Sign in", ask: "Ask", catalog: "Catalog", model: "Model" };
const parents = { model: "catalog" };
let isSignedIn = false;

function show(name) {
    for (const view of Object.keys(titles)) byId(`view-${view}`).hidden = view !== name;
    for (const link of byId("views").children) {
        if (link.hash === `#${parents[name] ?? name}`) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
    }
    document.title = `${titles[name]} · Assay`;
}

function showCurrentView() {
    const model = modelInAddress();
    const name = model !== null ? "model" : location.hash === "#catalog" ? "catalog" : "ask";
    show(name);
    if (name === "ask") byId("question").focus();
    else byId(`${name}-title`).focus();
    if (name === "catalog") showCatalog(onSignedOut);
    if (name === "model") {
        document.title = `${model} · Assay`;
        showModel(model, onSignedOut);
    }
}

/** The model that `#catalog/NAME` names; null for every other address. */
function modelInAddress() {
    const named = location.hash.match(/^#catalog\/(.+)$/);
    if (!named) return null;
    try {
        return decodeURIComponent(named[1]);
    } catch {
        return named[1];
    }
}

async function enter() {
    const person = await getJSON("/api/v1/me");
    isSignedIn = true;
    byId("person-name").textContent = person.display_name;
    byId("person-name").title = [person.email, person.roles.join(", ")].filter(Boolean).join(" · ");
    byId("person").hidden = false;
    byId("views").hidden = false;
    showCurrentView();
    await loadSources();
}

function leave() {
    isSignedIn = false;
    forgetAnswer();
    byId("catalog").replaceChildren();
    byId("model").replaceChildren();
    byId("model-title").textContent = "";
    byId("person").hidden = true;
    byId("views").hidden = true;
    byId("person-name").textContent = "";
    show("sign-in");
    byId("token").focus();
}

function onSignedOut() {
    leave();
    complain(new Fault({ title: "Signed out", detail: "Your session has ended. Sign in again." }));
}

const complain = (fault) => byId("sign-in-fault").replaceChildren(faultNotice(fault));

async function signIn(event) {
    event.preventDefault();
    const field = byId("token");
    byId("sign-in-fault").replaceChildren();
    try {
        await call("/session", { method: "POST", body: { token: field.value } });
        field.value = "";
        await enter();
    } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        complain(fault.status === 401 ? new Fault({ title: "Not signed in", detail: fault.message }) : fault);
        field.select();
    }
}

async function signOut() {
    try {
        await call("/session", { method: "DELETE" });
        byId("sign-in-fault").replaceChildren();
        leave();
    } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        leave();
        complain(new Fault({
            title: "Still signed in", detail: `The server did not end the session: ${fault.message}`,
        }));
    }
}

byId("sign-in-form").addEventListener("submit", signIn);
byId("sign-out").addEventListener("click", signOut);
window.addEventListener("hashchange", () => {
    if (isSignedIn && location.hash !== "#main") showCurrentView();
});
startAsking(onSignedOut);
startCatalog(onSignedOut);

try {
    await enter();
} catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    leave();
    if (fault.status !== 401) complain(fault);
}
