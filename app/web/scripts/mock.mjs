// A server of pretence for working on the pages: `node scripts/mock.mjs [port]`, then `npm run dev` or the built page itself.
// Any password opens any of officer, officer2, supervisor, auditor. Parcels, pictures and times are arithmetic; nothing is kept.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const port = Number(process.argv[2] ?? 8080);
const pace = Number(process.env.MOCK_PACE_S ?? 7);
const site = join(dirname(fileURLToPath(import.meta.url)), "../target/classes/static");
const VIEWS = [
  { name: "top", lines: 420, pixels: 460, line_pitch_mm: 0.9, pixel_pitch_mm: 0.95 },
  { name: "side", lines: 420, pixels: 300, line_pitch_mm: 0.9, pixel_pitch_mm: 0.95 },
];
const ITEMS = [["하드디스크", "hard disk"], ["여성용 구두", "women's shoes"], ["인스턴트 커피", "instant coffee"], ["무선 스피커", "wireless speaker"], ["도서", "books"]];
const settings = { target_s: 8, break_min: Number(process.env.MOCK_BREAK_MIN ?? 20), hold_s: 6, lease_s: 30 };
const parcels = new Map();
const sessions = new Map();
const answered = new Map();
const streams = new Set();
const audit = [];
let number = 0;

function wave(seed, k) {
  const x = Math.sin(seed * 12.9898 + k * 78.233) * 43758.5453;
  return x - Math.floor(x);
}

/** Areal density and Zeff of a box, a ball of powder, a disk and a steel rod, whose places depend on the seed. */
function maps(view, seed, from = 0, count = view.lines, sigmas = true) {
  const out = new Float32Array(view.pixels * count * (sigmas ? 6 : 4));
  const n = view.pixels * count;
  const centre = [0.35 + 0.3 * wave(seed, 1), 0.35 + 0.3 * wave(seed, 2)];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < view.pixels; j++) {
      const x = (from + i) / view.lines, y = j / view.pixels, at = i * view.pixels + j;
      let light = 0, dark = 0;
      if (x > 0.12 && x < 0.88 && y > 0.15 && y < 0.85) {
        light += 0.35 + (x < 0.13 || x > 0.87 || y < 0.165 || y > 0.835 ? 1.2 : 0);
        const r = Math.hypot((x - centre[0]) / 0.16, (y - centre[1]) / 0.12);
        light += r < 1 ? 4.2 * Math.sqrt(1 - r * r) : 0;
        if (Math.abs(x - 0.62) < 0.16 && Math.abs(y - 0.6) < 0.16) dark += 2.6 + (Math.hypot(x - 0.62, y - 0.6) < 0.05 ? 1.5 : 0);
        if (Math.abs(x - 0.3) < 0.02 && y > 0.25 && y < 0.8) dark += 9;
        if (x > 0.7 && y < 0.35 && Math.sin(140 * x) > 0) light += 0.9;
      }
      const noise = 0.012 * (wave(seed + at, 3) - 0.5);
      const low = 0.2 * light + 0.62 * dark + noise, high = 0.16 * light + 0.3 * dark + noise;
      const areal = light + dark, z = areal < 0.05 ? 0 : (7.2 * light + (dark > 8 ? 26 : 13.4) * dark) / areal;
      out[at] = Math.min(12, Math.max(0, low));
      out[n + at] = z;
      out[2 * n + at] = Math.min(12, Math.max(0, high));
      out[3 * n + at] = low >= 5.6 ? NaN : areal;
      if (sigmas) {
        out[4 * n + at] = z > 0 ? 0.12 + 0.5 / (1 + areal) : NaN;
        out[5 * n + at] = 0.02 + 0.02 * areal;
      }
    }
  }
  return Buffer.from(out.buffer);
}

function arrive() {
  number++;
  const seed = number, item = ITEMS[number % ITEMS.length], mass = Math.round(400 + 900 * wave(seed, 5));
  const odd = number % 4 === 0;
  const parcel = {
    id: `EX-20261123-${String(number).padStart(4, "0")}`, scanner: "mail-composite", lane: "lane-1", arrived: new Date().toISOString(),
    declaration: number % 9 === 8 ? null : { item_ko: item[0], item_en: item[1], mass_g: odd ? Math.round(mass * 0.6) : mass, value_usd: 20 + (number * 13) % 160 },
    mass_g: mass + 12, mass_g_low: mass - 30, mass_g_high: mass + 55, views: VIEWS, verdict: null,
    barcode: number % 7 === 6 ? null : `RR${String(123456780 + number)}KR`, sender: `S-${(number % 3) + 4711}`, weighed_g: mass + 6,
    length_mm: 292, width_mm: 306, height_mm: 184, round: 1, stage: "waiting", held_by: null, asked_second: false, rescan_of: null,
    flags: [...(number % 7 === 6 ? ["barcode_missing"] : []), ...(number % 5 === 3 ? ["touching_split"] : []), ...(number % 6 === 4 ? ["belt_stopped", "barcode_forged"] : [])],
    mismatches: odd ? ["mass", "weighed"] : [], marks: [],
    findings: number % 5 === 2 ? [{ class: "organic-anomaly", probability: 0.71, mass_g: 180, mass_g_low: 140, mass_g_high: 230, views: [{ view: "top", polygon_px: [[120, 120], [230, 110], [250, 230], [130, 240]] }], reason_ko: "신고 품목과 맞지 않는 균일한 유기물", reason_en: "even organic matter that the declared item does not explain" }] : [],
    notes: { ko: [], en: [] }, diverted: null, outcome: null, seed,
  };
  parcels.set(parcel.id, parcel);
  send("parcel", parcel);
}

const lane = {
  name: "lane-1", scanner: "mail-composite", state: "running", since: new Date().toISOString(), code: null, kv: 160, ma: 5, belt_m_s: 0.2,
  dose_uSv_h: 0.12, waiting: 0, in_tunnel: false, per_hour: 480, manual: false, passing: null,
};
const second = { ...lane, name: "lane-2", state: "fault", code: "E-21", kv: 0, ma: 0, belt_m_s: 0, per_hour: 0, dose_uSv_h: 0.05 };
const third = { ...lane, name: "lane-3", state: "warming_up", ma: 0, belt_m_s: 0, per_hour: 0 };
let come = 0;

function send(event, data) {
  for (const stream of streams) stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function waiting() {
  return [...parcels.values()].filter((p) => p.stage === "waiting");
}

setInterval(() => {
  if (lane.state !== "running" || waiting().length > 12) return;
  const step = 250 / (pace * 1000) * VIEWS[0].lines * 1.3;
  if (!lane.passing) {
    come = 0;
    lane.passing = { passage: `lane-1-${number + 1}`, views: VIEWS.map((v) => ({ ...v, lines: 0 })) };
    lane.in_tunnel = true;
    send("lane", lane);
  }
  come = Math.min(VIEWS[0].lines, Math.round(come + step));
  lane.dose_uSv_h = Math.round(100 * (0.12 + 0.03 * Math.random())) / 100;
  for (const view of VIEWS) send("lines", { lane: "lane-1", passage: lane.passing.passage, view: view.name, lines: come });
  if (come >= VIEWS[0].lines) {
    lane.passing = null;
    lane.in_tunnel = false;
    arrive();
    lane.waiting = waiting().length;
    send("lane", lane);
  }
}, 250);
for (let i = 0; i < 5; i++) arrive();
for (const [id, officer, verdict] of [["a", "officer", "inspect"], ["b", "officer2", "inspect"], ["c", "officer", "pass"]]) {
  arrive();
  const parcel = [...parcels.values()].at(-1);
  give(parcel, officer, { verdict, reason: verdict === "inspect" ? 3 : null });
  parcel.marks = [{ view: "top", col0: 120, row0: 130, col1: 240, row1: 240, note: "분말로 보입니다" }];
  parcel.diverted = { gate: verdict, at: new Date().toISOString(), why: "verdict" };
  parcel.stage = "diverted";
  void id;
}

function give(parcel, user, body) {
  parcel.verdict = { verdict: body.verdict, reason: body.reason ?? null, officer: user, at: new Date().toISOString(), recall_until: new Date(Date.now() + settings.hold_s * 1000).toISOString() };
  parcel.stage = "judged";
  parcel.held_by = null;
  const round = parcel.round;
  setTimeout(() => {
    if (parcel.round !== round || parcel.stage !== "judged") return;
    parcel.stage = "diverted";
    parcel.diverted = { gate: parcel.verdict.verdict, at: new Date().toISOString(), why: "verdict" };
    parcel.verdict.recall_until = null;
    send("diverted", { id: parcel.id, gate: parcel.verdict.verdict });
  }, settings.hold_s * 1000);
  write(user, "verdict.given", parcel.id, `verdict=${body.verdict} reason=${body.reason ?? "-"}`);
  send("verdict", { id: parcel.id, verdict: parcel.verdict });
  return parcel.verdict;
}

function write(actor, action, subject, detail) {
  audit.push({ seq: audit.length + 1, at: new Date().toISOString(), actor: `p-${Buffer.from(actor).toString("hex").padEnd(16, "0").slice(0, 16)}`, action, subject, detail, previous_hash: "0".repeat(64), hash: randomUUID().replaceAll("-", "").repeat(2) });
}

const share = (n, of) => ({ n, of, share: of ? n / of : null, low: of ? Math.max(0, n / of - 0.08) : null, high: of ? Math.min(1, n / of + 0.09) : null });
const tally = () => ({
  parcels: 412, judged: 398, inspect: share(43, 398), found: share(11, 43), passed: 355, late: 3, recalled: 6, second_opinions: share(7, 9),
  reading_s: { median: 5.8, p90: 9.4, p99: 17.2, histogram: Array.from({ length: 15 }, (_, i) => ({ from: 2 * i, to: 2 * i + 2, n: Math.round(130 * Math.exp(-((i - 2.6) ** 2) / 4) + 3) })) },
});

function officerOf(request) {
  return sessions.get(/GWANMUN=([^;]+)/.exec(request.headers.cookie ?? "")?.[1]);
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => handle(request, response, Buffer.concat(chunks)));
});

function handle(request, response, bytes) {
  const url = new URL(request.url, "http://x");
  const json = (status, data, headers = {}) => response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(data));
  const refuse = (status, code) => json(status, { error: { code, message: code } });
  if (!url.pathname.startsWith("/api/v1/")) {
    const file = join(site, normalize(url.pathname === "/" ? "/index.html" : url.pathname));
    if (!existsSync(file)) return refuse(404, "not_found");
    const type = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2" }[extname(file)] ?? "application/octet-stream";
    return response.writeHead(200, {
      "Content-Type": type,
      "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
      "Cross-Origin-Opener-Policy": "same-origin",
    }).end(readFileSync(file));
  }
  const path = url.pathname.slice("/api/v1/".length).split("/").map(decodeURIComponent);
  const body = request.headers["content-type"] === "application/json" && bytes.length ? JSON.parse(bytes.toString()) : {};
  const method = request.method;
  if (path[0] === "session") {
    if (method === "POST") {
      const id = randomUUID();
      const roles = { officer: ["officer"], officer2: ["officer"], supervisor: ["supervisor"], auditor: ["auditor"], both: ["officer", "supervisor"] }[body.user];
      if (!roles) return refuse(401, "login_wrong");
      sessions.set(id, { user: body.user, roles });
      return json(200, { user: body.user, roles }, { "Set-Cookie": [`GWANMUN=${id}; Path=/; HttpOnly`, "XSRF-TOKEN=mock; Path=/"] });
    }
    const session = officerOf(request);
    if (!session) return refuse(401, "unauthenticated");
    if (method === "DELETE") sessions.clear();
    return json(method === "DELETE" ? 204 : 200, session);
  }
  const session = officerOf(request);
  if (!session) return refuse(401, "unauthenticated");
  const user = session.user;
  if (method !== "GET" && request.headers["x-xsrf-token"] !== "mock") return refuse(403, "csrf");
  const own = () => [...parcels.values()].filter((p) => p.stage === "held" && p.held_by === user);
  if (body.request_id && answered.has(body.request_id)) return json(...answered.get(body.request_id));
  const once = (status, data) => {
    if (body.request_id) answered.set(body.request_id, [status, structuredClone(data)]);
    json(status, data);
  };
  lane.waiting = waiting().length;
  switch (path[0]) {
    case "desk":
      if (path[1] === "history") return json(200, { parcels: [...parcels.values()].filter((p) => p.verdict?.officer === user).reverse() });
      if (path[1] === "claims" && method === "DELETE") {
        own().forEach((p) => Object.assign(p, { stage: "waiting", held_by: null }));
        return response.writeHead(204).end();
      }
      if (path[1] === "claims") {
        for (const p of waiting()) {
          if (own().length >= body.count) break;
          Object.assign(p, { stage: "held", held_by: user });
          send("claim", { id: p.id, held_by: user, stage: "held" });
        }
        return json(200, { held: own(), waiting: waiting().length });
      }
      return json(200, { held: own(), waiting: waiting().length, settings, lanes: [lane, second, third], now: new Date().toISOString() });
    case "events":
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write(": open\n\n");
      streams.add(response);
      response.on("close", () => streams.delete(response));
      return undefined;
    case "lanes":
      if (path[2] === "passing") {
        const from = Number(url.searchParams.get("from") ?? 0), view = VIEWS.find((v) => v.name === path[3]);
        const count = lane.passing ? Math.max(0, come - from) : 0;
        return response.writeHead(200, { "X-Lines": `${from},${count}` }).end(maps(view, number + 1, from, count, false));
      }
      if (path[2] === "belt") {
        lane.state = { stop: "stopped", start: "running", reverse: "reversing" }[body.action];
        send("lane", lane);
        return response.writeHead(202).end();
      }
      return json(200, { lanes: [lane, second, third] });
    case "openings":
      return json(200, { parcels: [...parcels.values()].filter((p) => p.diverted?.gate === "inspect" && p.stage === "diverted") });
    case "photos":
      return response.writeHead(200, { "Content-Type": "image/png" }).end();
    case "statistics":
      return json(200, {
        from: url.searchParams.get("from"), to: url.searchParams.get("to"), ...tally(),
        by_hour: Array.from({ length: 8 }, (_, i) => ({ hour: `2026-11-23T${String(i).padStart(2, "0")}:00:00Z`, judged: 40 + 7 * i, inspect: 4 + (i % 3), found: i % 2 })),
        by_lane: [{ lane: "lane-1", ...tally() }, { lane: "lane-2", ...tally() }],
        by_officer: [{ officer: "officer", judged: 211, median_s: 5.2, inspect: share(22, 211), found: share(6, 22) }, { officer: "officer2", judged: 187, median_s: 6.4, inspect: share(21, 187), found: share(5, 21) }],
      });
    case "statistics.csv":
      return response.writeHead(200, { "Content-Type": "text/csv" }).end("lane,judged\nlane-1,398\n");
    case "audit":
      return json(200, path[1] === "verification" ? { intact: true, entries: audit.length, head: audit.at(-1)?.hash ?? "", signed_heads: 3, problem: null } : { entries: audit });
    case "parcels": {
      const parcel = parcels.get(path[1]);
      if (!path[1]) return json(200, { parcels: [...parcels.values()] });
      if (!parcel) return refuse(404, "parcel_unknown");
      switch (path[2]) {
        case undefined: return json(200, parcel);
        case "views": return setTimeout(() => response.writeHead(200).end(maps(VIEWS.find((v) => v.name === path[3]), parcel.seed)), 40);
        case "earlier": return json(200, { parcels: [...parcels.values()].filter((p) => p.sender === parcel.sender && p.verdict && p !== parcel).reverse() });
        case "marks": if (method === "PUT") write(user, "parcel.marked", parcel.id, ""); parcel.marks = body.marks ?? parcel.marks; return json(200, { marks: parcel.marks });
        case "verdict":
          if (parcel.verdict) return refuse(409, "already_judged");
          if (parcel.held_by !== user) return refuse(409, "not_held");
          return once(201, give(parcel, user, body));
        case "recall":
          if (parcel.stage === "diverted") return refuse(409, "already_diverted");
          Object.assign(parcel, { verdict: null, stage: "held", held_by: user, round: parcel.round + 1 });
          return once(200, parcel);
        case "second-opinion": Object.assign(parcel, { stage: "second_opinion", held_by: null, asked_second: true }); return once(201, parcel);
        case "rescan": Object.assign(parcel, { stage: "rescan", held_by: null }); return once(201, parcel);
        case "opening":
          if (path[3] === "photos") return json(201, { photo: randomUUID().replaceAll("-", "") });
          Object.assign(parcel, { stage: "opened", outcome: { found: body.found, items: body.items } });
          return once(201, {});
      }
    }
  }
  return refuse(404, "not_found");
}

server.listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}`));
