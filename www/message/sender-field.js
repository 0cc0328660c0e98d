// The choice of a sender, in groups, with a search field.

import { h } from "../lib/dom.js";
import { field, line } from "../lib/field.js";
import { GROUPS, SENDERS } from "./senders.js";

/** A list of senders, and a search field in which Enter chooses the first match; `onChoose` receives the id. */
export function senderField(chosen, onChoose) {
  const list = h("select", { onchange: () => onChoose(list.value) }, ...groups(SENDERS, chosen));
  const take = () => search.value.trim() && onChoose(found(search.value)[0]?.id ?? chosen.id);
  const narrow = (text) => list.replaceChildren(...groups(found(text), chosen));
  const search = line("", narrow, { placeholder: "Find…", "aria-label": "Search", class: "search", onchange: take });
  return field("Sender", list, { beside: [search] });
}

const found = (text) => SENDERS.filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(text.trim().toLowerCase()));

/** The groups of the list, with only these senders and the chosen sender. */
function groups(these, chosen) {
  const option = (sender) => h("option", { value: sender.id, selected: sender === chosen }, sender.title);
  return Object.entries(GROUPS).flatMap(([label, senders]) => {
    const shown = senders.filter((sender) => sender === chosen || these.includes(sender));
    return shown.length > 0 ? [h("optgroup", { label }, ...shown.map(option))] : [];
  });
}
