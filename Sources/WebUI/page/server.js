// Talking to the server: one way to call it, one way to fail.

/** A refusal or a failure, as a problem document (RFC 9457) describes it. */
export class Fault extends Error {
    constructor({ status = 0, title, detail, errors = [], retryAfterSeconds = null, requestId = null }) {
        super(detail);
        this.status = status;
        this.title = title;
        this.faults = errors;
        this.retryAfterSeconds = retryAfterSeconds;
        this.requestId = requestId;
    }
}

/** Calls the server and throws a `Fault` for everything but success. */
export async function call(path, options = {}) {
    const { method = "GET", body = null, accept = "application/json", signal = null } = options;
    const headers = { Accept: accept, "X-Requested-With": "assay" };
    if (body !== null) headers["Content-Type"] = "application/json";
    let response;
    try {
        response = await fetch(path, {
            method, headers, signal, credentials: "same-origin",
            body: body === null ? null : JSON.stringify(body),
        });
    } catch (error) {
        if (error.name === "AbortError") throw error;
        throw new Fault({ title: "No connection", detail: "The server cannot be reached. Is it running?" });
    }
    if (!response.ok) throw await faultOf(response);
    return response;
}

export const getJSON = async (path) => (await call(path)).json();

async function faultOf(response) {
    const problem = await response.json().catch(() => ({}));
    return new Fault({
        status: response.status,
        title: problem.title || `Error ${response.status}`,
        detail: problem.detail || "The server gave no reason.",
        errors: Array.isArray(problem.errors) ? problem.errors : [],
        retryAfterSeconds: Number(response.headers.get("Retry-After")) || null,
        requestId: response.status >= 500 ? response.headers.get("X-Request-Id") : null,
    });
}

/** The events of a stream (HTML standard, section 9.2) with their data read as JSON. */
export async function* eventsOf(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let pending = "";
    while (true) {
        const { value, done } = await reader.read();
        if (done) return;
        pending = (pending + value).replaceAll("\r\n", "\n");
        let end;
        while ((end = pending.indexOf("\n\n")) >= 0) {
            const event = eventOf(pending.slice(0, end));
            pending = pending.slice(end + 2);
            if (event) yield event;
        }
    }
}

function eventOf(block) {
    let name = "message";
    const data = [];
    for (const line of block.split("\n")) {
        if (line.startsWith("event:")) name = line.slice(6).trim();
        if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
    }
    return data.length ? { name, data: JSON.parse(data.join("\n")) } : null;
}
