// A plugin of typedoc: in the API documentation, each error code links to its row in the page of ERRORS.md, and each page links to
// the playground.

import { relative } from "node:path/posix";
import { PageEvent } from "typedoc";

const ERRORS = "documents/ERRORS.html";

/** The link to the playground in `navigationLinks` of typedoc.json. The playground is above the documentation. */
const PLAYGROUND = 'href="playground:"';

export function load(app) {
  app.renderer.on(PageEvent.END, (page) => {
    if (!page.contents) return;
    const contents = page.contents.replaceAll(PLAYGROUND, `href="${"../".repeat(page.url.split("/").length)}index.html"`);
    page.contents = page.url === ERRORS ? withRows(contents) : withLinks(contents, page.url);
  });
}

/** Adds an id to each row of the table. */
function withRows(html) {
  return html.replace(/<td><code>(ERR_[A-Z_]+)<\/code><\/td>/g, '<td id="$1"><code>$1</code></td>');
}

/** Links each code in a text, and in the type `ErrorCode`. */
function withLinks(html, url) {
  const target = relative(url.includes("/") ? url.slice(0, url.lastIndexOf("/")) : "", ERRORS);
  return html
    .replace(/<code>(ERR_[A-Z_]+)<\/code>/g, `<a href="${target}#$1"><code>$1</code></a>`)
    .replace(/(<span class="tsd-signature-type">)"(ERR_[A-Z_]+)"(<\/span>)/g, `$1"<a href="${target}#$2">$2</a>"$3`)
    .replace(/(<span class="tsd-signature-type">)&quot;(ERR_[A-Z_]+)&quot;(<\/span>)/g, `$1&quot;<a href="${target}#$2">$2</a>&quot;$3`);
}
