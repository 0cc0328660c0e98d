// The view of a token's life: sliders below, and the picture that the machine's decisions make.

import { h, svg } from "../lib/dom.js";
import { field, select } from "../lib/field.js";
import { draw } from "./draw.js";
import { PROVIDERS } from "./providers.js";
import { clock } from "./scale.js";
import { simulate } from "./simulate.js";
import { count } from "./summary.js";

const START = Date.UTC(2026, 0, 5, 9);

/** How many lives of a token the picture has. */
const LIVES = 2.6;

export const timeline = {
  id: "timeline",
  title: "Token timeline",

  /** Fills an element with the view. */
  mount(place) {
    new View(place);
  },
};

class View {
  #provider = PROVIDERS[0];
  #values;
  #sliders = h("form", { class: "sliders", onsubmit: (event) => event.preventDefault() });
  #picture = h("div", { class: "picture" });
  #numbers = h("dl", { class: "numbers" });
  #width = 0;

  constructor(place) {
    place.append(
      h("h2", {}, "The life of a token"),
      h("p", { class: "lead" }, "Drawn from the decisions of the token machine in this page: nothing here is sketched."),
      h("div", { class: "columns timeline" }, h("div", {}, this.#picture, this.#numbers), this.#sliders),
    );
    this.#choose(PROVIDERS[0]);
    new ResizeObserver(([{ contentRect }]) => this.#resize(Math.floor(contentRect.width))).observe(this.#picture);
  }

  #choose(provider) {
    const { lifeMs, earlyMs } = (this.#provider = provider);
    this.#values = { lifeMs, earlyMs, perMinute: 6, latencyMs: 400, failFromMs: lifeMs * 1.75, failForMs: lifeMs / 5 };
    this.#form();
    this.#update();
  }

  #form() {
    const { lifeMs } = this.#provider;
    const provider = select(PROVIDERS.map(({ id, title }) => [id, title]), this.#provider.id, (id) => {
      this.#choose(PROVIDERS.find((one) => one.id === id));
      this.#sliders.querySelector("select").focus();
    });
    this.#sliders.replaceChildren(
      field("Provider", provider),
      this.#slider("Requests a minute", "perMinute", { min: 0.2, max: 60, step: 0.2 }, String),
      this.#slider("Life of a token", "lifeMs", { min: lifeMs / 10, max: lifeMs * 2, step: lifeMs / 10 }, clock),
      this.#slider("Early window", "earlyMs", { min: 0, max: lifeMs / 2, step: lifeMs / 120 }, clock),
      this.#slider("Token call takes", "latencyMs", { min: 100, max: 8_000, step: 100 }, (ms) => `${(ms / 1_000).toFixed(1)} s`),
      this.#slider("Token endpoint fails from", "failFromMs", { min: 0, max: lifeMs * LIVES, step: lifeMs / 60 }, clock),
      this.#slider("The failure lasts", "failForMs", { min: 0, max: lifeMs, step: lifeMs / 60 }, clock),
    );
  }

  #slider(label, name, range, text) {
    const output = h("output", {}, text(this.#values[name]));
    const input = h("input", { type: "range", ...range });
    input.value = this.#values[name];
    input.setAttribute("aria-valuetext", output.textContent);
    input.addEventListener("input", () => {
      this.#values[name] = Number(input.value);
      output.textContent = text(this.#values[name]);
      input.setAttribute("aria-valuetext", output.textContent);
      this.#update();
    });
    return field(label, input, { beside: [output] });
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
    this.#picture.replaceChildren(svg(draw(run, { ...values, width: this.#width, title })));
    this.#numbers.replaceChildren(...numbers(count(run)));
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

function numbers({ requests, atOnce, waited, longestWaitMs, failed, degraded, calls, failedCalls }) {
  const facts = {
    Requests: requests,
    "Served at once": atOnce,
    Waited: waited ? `${waited}, at most ${(longestWaitMs / 1_000).toFixed(1)} s` : 0,
    Failed: failed,
    "With an overdue token": degraded,
    "Token calls": failedCalls ? `${calls}, of which ${failedCalls} failed` : calls,
  };
  return Object.entries(facts).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, String(value))));
}
