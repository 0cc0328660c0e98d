// Draws a run of the token machine as SVG text, for a page or a file. The picture shows the whole run, and below the run the first refresh,
// enlarged.

import { describe } from "./summary.js";
import { clock, round, scale, ticks } from "./scale.js";

const PAD = 12;
const LINE = 18;

/**
 * Draws a run.
 *
 * @param run - the result of `simulate`
 * @param options - `start` and `spanMs` of the run, the time of the failure, the requested `earlyMs`, the `width` of the picture, its
 * `title`, and a `style` for a picture in a separate file
 */
export function draw(run, { start, spanMs, earlyMs, failFromMs, failForMs, width, title, style }) {
  const whole = scale(start, start + spanMs, PAD, width - PAD);
  const band = { from: start + failFromMs, to: start + failFromMs + failForMs };
  const parts = [new Panel(whole, run, "The whole run", start, { band })];
  const [first] = run.tokens;
  if (first) parts.push(new Panel(renewal(first, earlyMs, width), run, "Enlarged: token 1 ends at 0:00", first.expires, { band, earlyMs }));
  const failed = run.calls.find(({ code }) => code);
  if (failed) parts.push(new Panel(failure(failed, run, width), run, "Enlarged: a first call fails at 0:00", failed.endsAt, { band }));
  let y = 8;
  const drawn = parts.map((panel) => {
    const { from, to, left, right } = panel.scale;
    const data = `data-from="${from}" data-to="${to}" data-left="${left}" data-right="${right}" data-top="${y}" data-height="${panel.height}" data-zero="${panel.zero}"`;
    const text = `<g class="t-panel" transform="translate(0 ${y})"${style ? "" : ` ${data}`}>${panel.band}${panel.text}</g>`;
    y += panel.height;
    return text;
  });
  const key = legend(width, y + 4);
  const height = y + 4 + key.height + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" class="t-picture" role="img" aria-labelledby="t-title t-text" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<title id="t-title">${title}</title>
<desc id="t-text">${describe(run)}</desc>
${style ? `<style>\n${style}</style>\n<rect class="t-paper" width="${width}" height="${height}" rx="6"/>\n` : ""}<defs>
<pattern id="t-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="t-hatch" d="M0 0V6"/></pattern>
</defs>
${drawn.join("\n")}
${key.text}
</svg>
`;
}

/**
 * The period of a refresh: from before the earliest beginning of the early window until after the expiry of the token. The early window is
 * the time before the expiry in which the token is already refreshed.
 */
function renewal({ issued, expires }, earlyMs, width) {
  const early = nominal(issued, expires, earlyMs);
  const room = Math.max(early * 1.2, (expires - issued) / 100);
  return scale(Math.max(issued, expires - room * 1.25), expires + room * 0.2, PAD, width - PAD);
}

/** The period of a failure: from the first call that failed until the next call that succeeded. */
function failure({ sentAt, reopensAt }, { calls }, width) {
  const good = calls.find((call) => call.sentAt > sentAt && !call.code);
  const length = Math.max(good ? good.endsAt - sentAt : 0, reopensAt - sentAt);
  return scale(sentAt - length * 0.06, sentAt + length * 1.06, PAD, width - PAD);
}

/** The length of the early window without jitter: the requested length, but at most half of the lifetime. */
const nominal = (issued, expires, earlyMs) => Math.min(earlyMs, (expires - issued) / 2);

/**
 * Draws one period of time: the tokens, the token calls and the requests, one below the other. The jitter is drawn if `earlyMs` is passed.
 */
class Panel {
  text = "";
  height = 0;
  scale;
  zero;
  #run;

  constructor(scale, run, title, zero, { band, earlyMs }) {
    this.scale = scale;
    this.zero = zero;
    this.#run = run;
    this.#write(`<text class="t-name" x="${PAD}" y="14">${title}</text>`, 24);
    this.#tokens(earlyMs);
    this.#calls();
    this.#requests();
    this.band = this.#failing(band);
    this.#axis(zero);
  }

  /** The period in which the token endpoint fails. */
  #failing({ from, to }) {
    const [left, right] = [this.scale.x(from), this.scale.x(to)];
    return right > left ? `<rect class="t-failing" x="${left}" y="20" width="${round(right - left)}" height="${this.height - 22}"/>` : "";
  }

  #write(text, height) {
    this.text += `<g transform="translate(0 ${this.height})">${text}</g>\n`;
    this.height += height;
  }

  #label(text) {
    return `<text class="t-label" x="${PAD}" y="11">${text}</text>`;
  }

  #tokens(earlyMs) {
    const { tokens } = this.#run;
    const bars = tokens.map((token, index) => this.#token(token, index, tokens[index + 1]?.from ?? Infinity));
    const jitter = earlyMs === undefined ? "" : this.#jitter(tokens[0], earlyMs, LINE);
    this.#write(this.#label("Tokens") + bars.join("") + jitter, LINE + 48);
  }

  /** Consecutive tokens are on two lines, because the old token is still valid when the new token arrives. */
  #token({ from, early, must, expires }, index, next) {
    const y = LINE + (index % 2) * 20;
    const segments = [
      this.#bar("t-fresh", from, early, y),
      this.#bar("t-early", early, must, y),
      this.#bar("t-must", must, expires, y),
      this.#bar("t-replaced", next, expires, y),
    ];
    const start = this.scale.x(from) + 6;
    const isWide = this.scale.x(expires) - start > 12;
    return segments.join("") + (isWide ? `<text class="t-on" x="${round(start)}" y="${y + 12}">${index + 1}</text>` : "");
  }

  #bar(name, from, to, y) {
    const [left, right] = [this.scale.x(from), this.scale.x(to)];
    return right > left ? `<rect class="${name}" x="${left}" y="${y}" width="${round(right - left)}" height="16"/>` : "";
  }

  /** The range in which the early window can begin: the window begins sooner by up to a fifth of its length. */
  #jitter({ issued, expires }, earlyMs, y) {
    const early = nominal(issued, expires, earlyMs);
    const [left, right] = [this.scale.x(expires - early * 1.2), this.scale.x(expires - early)];
    if (right <= left) return "";
    return `<path class="t-jitter" d="M${left} ${y - 3}V${y - 6}H${right}V${y - 3}"/><text class="t-small" x="${round((left + right) / 2)}" y="${y - 11}" text-anchor="middle">jitter</text>`;
  }

  #calls() {
    const { x, shows, to } = this.scale;
    const marks = this.#run.calls.filter(({ sentAt }) => shows(sentAt)).map(({ sentAt, endsAt, code, reopensAt }) => {
      const end = Math.min(endsAt, to);
      const lease = `<path class="t-call" d="M${x(sentAt)} ${LINE + 8}H${x(end)}"/>`;
      if (!code) return `${lease}<circle class="t-good" cx="${x(end)}" cy="${LINE + 8}" r="4"/>`;
      const closed = `<rect class="t-closed" x="${x(end)}" y="${LINE + 2}" width="${round(x(reopensAt) - x(end))}" height="12"/>`;
      return `${closed}${lease}<path class="t-bad" d="M${round(x(end) - 3.5)} ${LINE + 4.5}l7 7m0 -7l-7 7"/>`;
    });
    this.#write(this.#label("Token calls") + marks.join(""), LINE + 16 + 12);
  }

  #requests() {
    const { x, shows } = this.scale;
    const places = { "t-use": new Set(), "t-passing": new Set(), "t-wait": new Set(), "t-fail": new Set() };
    for (const request of this.#run.requests) {
      if (shows(request.at)) places[outcome(request)].add(Math.round(x(request.at) / APART) * APART);
    }
    const marks = Object.entries(places).map(([name, set]) =>
      set.size ? `<path class="${name}" d="${[...set].map((at) => `M${at} ${LINE + 2}v12`).join("")}"/>` : "",
    );
    this.#write(this.#label("Requests") + marks.join(""), LINE + 16 + 8);
  }

  #axis(zero) {
    const { x, left, right } = this.scale;
    const isLong = this.scale.to - this.scale.from >= 7_200_000;
    const marks = ticks(this.scale, zero, 64).map((at) => {
      const place = x(at);
      const anchor = place < left + 16 ? "start" : place > right - 16 ? "end" : "middle";
      return `<path class="t-axis" d="M${place} 0v5"/><text class="t-small" x="${place}" y="17" text-anchor="${anchor}">${clock(at - zero, isLong)}</text>`;
    });
    this.#write(`<path class="t-axis" d="M${left} 0H${right}"/>${marks.join("")}`, 40);
  }
}

/** The minimum distance of marks in pixels; closer marks are drawn as one. */
const APART = 3;

function outcome({ at, servedAt, action }) {
  if (servedAt === undefined) return "t-fail";
  if (servedAt > at) return "t-wait";
  return action === "use-and-refresh" ? "t-passing" : "t-use";
}

const LEGEND = [
  ["used", `<rect class="t-fresh" width="14" height="10" y="-9"/>`],
  ["early: used, renewed in background", `<rect class="t-early" width="14" height="10" y="-9"/>`],
  ["must: renewed first", `<rect class="t-must" width="14" height="10" y="-9"/>`],
  ["replaced", `<rect class="t-early" width="7" height="10" y="-9"/><rect class="t-must" x="7" width="7" height="10" y="-9"/><rect class="t-replaced" width="14" height="10" y="-9"/>`],
  ["token call", `<path class="t-call" d="M0 -4H10"/><circle class="t-good" cx="10" cy="-4" r="4"/>`],
  ["failed call", `<path class="t-bad" d="M3.5 -7.5l7 7m0 -7l-7 7"/>`],
  ["token endpoint fails", `<rect class="t-failing" width="14" height="10" y="-9"/>`],
  ["back-off", `<rect class="t-closed" width="14" height="10" y="-9"/>`],
  ["request", `<path class="t-use" d="M7 -10v12"/>`],
  ["request that renewed", `<path class="t-passing" d="M7 -10v12"/>`],
  ["request that waited", `<path class="t-wait" d="M7 -10v12"/>`],
  ["request that failed", `<path class="t-fail" d="M7 -10v12"/>`],
];

/** The legend of the picture, in as many lines as the width needs. */
function legend(width, top) {
  let [x, y] = [PAD, top + 12];
  const entries = LEGEND.map(([name, mark]) => {
    const length = 20 + name.length * 6.3 + 18;
    if (x > PAD && x + length > width - PAD + 18) [x, y] = [PAD, y + 20];
    const text = `<g transform="translate(${round(x)} ${y})">${mark}<text class="t-small" x="20">${name}</text></g>`;
    x += length;
    return text;
  });
  return { text: entries.join("\n"), height: y - top + 8 };
}
