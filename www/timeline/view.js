// The view of a token's life: sliders, and a picture of the decisions of the token machine.

import { h, svg } from "../lib/dom.js";
import { field, select } from "../lib/field.js";
import { draw } from "./draw.js";
import { PROVIDERS } from "./providers.js";
import { follow, moment } from "./readout.js";
import { clock } from "./scale.js";
import { simulate } from "./simulate.js";
import { count } from "./summary.js";

const START = Date.UTC(2026, 0, 5, 9);

/** The number of token lifetimes that the picture shows. */
const LIVES = 2.6;

export const timeline = {
  /** Fills an element with the view; `tell` is called with the address of the view. */
  mount(place, tell) {
    this.view = new View(place, tell);
  },

  /** Applies the choices of an address. */
  enter({ provider }) {
    this.view.goTo(provider);
  },
};

class View {
  #provider = PROVIDERS[0];
  #tell;
  #values;
  #sliders = h("form", { class: "sliders", onsubmit: (event) => event.preventDefault() });
  #controls = new Map();
  #picture = h("div", { class: "picture", tabindex: "0", role: "group", "aria-label": "Picture" });
  #readout = h("p", { class: "readout hint" }, POINT);
  #numbers = h("dl", { class: "numbers" });
  #width = 0;

  constructor(place, tell) {
    this.#tell = tell;
    const manual = h("a", { href: "api/interfaces/payauth.TokenMachine.html" }, h("code", {}, "TokenMachine"));
    place.append(
      h("h2", {}, "The life of a token"),
      h("p", { class: "lead" }, "Drawn from the decisions of the token machine, which runs in this page. In the documentation: ", manual),
      h("div", { class: "columns timeline" }, h("div", { class: "drawn" }, this.#picture, this.#readout), this.#sliders, this.#numbers),
    );
    this.#choose(PROVIDERS[0]);
    new ResizeObserver(([{ contentRect }]) => this.#resize(Math.floor(contentRect.width))).observe(this.#picture);
  }

  goTo(sought) {
    const provider = PROVIDERS.find(({ id }) => id === sought);
    if (provider && provider !== this.#provider) this.#choose(provider);
    else this.#remember();
  }

  #remember() {
    this.#tell(this.#provider === PROVIDERS[0] ? {} : { provider: this.#provider.id });
  }

  #choose(provider) {
    const { lifeMs, earlyMs } = (this.#provider = provider);
    this.#values = { lifeMs, earlyMs, perMinute: 6, latencyMs: 400, failFromMs: lifeMs * 1.75, failForMs: lifeMs / 5 };
    this.#form();
    this.#remember();
    this.#update();
  }

  #form() {
    const { lifeMs } = this.#provider;
    const names = PROVIDERS.map(({ id, title }) => [id, title]);
    const provider = select(names, this.#provider.id, (id) => {
      this.#choose(PROVIDERS.find((one) => one.id === id));
      this.#sliders.querySelector("select").focus();
    });
    const reset = h("button", { type: "button", onclick: () => this.#choose(this.#provider) }, "Reset");
    this.#controls.clear();
    this.#sliders.replaceChildren(
      field("Provider", provider, { beside: [reset] }),
      this.#slider("Requests per minute", "perMinute", { min: 0.2, max: 60, step: 0.2 }, String),
      this.#slider("Lifetime of a token", "lifeMs", { min: lifeMs / 10, max: lifeMs * 2, step: lifeMs / 10 }, (ms) => clock(ms)),
      this.#slider("Early window", "earlyMs", { min: 0, max: lifeMs / 2, step: lifeMs / 120 }, (ms) => this.#early(ms)),
      this.#slider("Duration of a token call", "latencyMs", { min: 100, max: 8_000, step: 100 }, (ms) => `${(ms / 1_000).toFixed(1)} s`),
      this.#slider("Start of the failure", "failFromMs", { min: 0, max: lifeMs * LIVES, step: lifeMs / 60 }, (ms) => clock(ms)),
      this.#slider("Duration of the failure", "failForMs", { min: 0, max: lifeMs, step: lifeMs / 60 }, (ms) => clock(ms)),
    );
  }

  /** The early window is at most half of the lifetime, so the effective window can be shorter than the requested window. */
  #early(ms) {
    const inForce = Math.min(ms, this.#values.lifeMs / 2);
    return inForce < ms ? `${clock(ms)}, effective: ${clock(inForce)}` : clock(ms);
  }

  #slider(label, name, range, text) {
    const output = h("output", {});
    const input = h("input", { type: "range", ...range });
    const show = () => {
      input.value = this.#values[name];
      output.textContent = text(this.#values[name]);
      input.setAttribute("aria-valuetext", output.textContent);
    };
    this.#controls.set(name, { input, show });
    input.addEventListener("input", () => {
      this.#set(name, Number(input.value));
      this.#update();
    });
    show();
    return field(label, input, { beside: [output] });
  }

  /** The length of the run is a number of lifetimes. If the lifetime changes, the failure keeps its relative place. */
  #set(name, value) {
    if (name === "lifeMs") {
      const times = value / this.#values.lifeMs;
      this.#values.failFromMs *= times;
      this.#values.failForMs *= times;
      for (const [other, most] of [["failFromMs", LIVES], ["failForMs", 1]]) {
        const { input } = this.#controls.get(other);
        [input.max, input.step] = [value * most, value / 60];
      }
    }
    this.#values[name] = value;
    for (const { show } of this.#controls.values()) show();
  }

  #resize(width) {
    if (width === this.#width) return;
    this.#width = width;
    this.#update();
  }

  #update() {
    if (this.#width === 0) return;
    const { values, run } = this.#run();
    const title = `A token's life at ${this.#provider.title}`;
    const picture = svg(draw(run, { ...values, width: this.#width, title }));
    this.#picture.replaceChildren(picture);
    this.#numbers.replaceChildren(...numbers(count(run)));
    follow(picture, (at, zero) => {
      this.#readout.textContent = at === undefined ? POINT : `${clock(at - zero)}: ${moment(run, values, at)}.`;
    });
  }

  #run() {
    const { make, answer } = this.#provider;
    const spanMs = this.#values.lifeMs * LIVES;
    const values = { ...this.#values, start: START, spanMs, answer };
    const client = make({ earlyMs: this.#values.earlyMs, dangerouslyAllowBrowser: true });
    const run = simulate(client.token, values);
    client.dispose();
    return { values, run };
  }
}

const POINT = "Point at the picture to see the state at a moment.";

function numbers({ requests, atOnce, waited, longestWaitMs, failed, degraded, calls, failedCalls }) {
  const facts = {
    Requests: requests,
    "Served at once": atOnce,
    Waited: waited ? `${waited}, at most ${(longestWaitMs / 1_000).toFixed(1)} s` : 0,
    Failed: failed,
    "With an old token": degraded,
    "Token calls": failedCalls ? `${calls}, of which ${failedCalls} failed` : calls,
  };
  return Object.entries(facts).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, String(value))));
}
