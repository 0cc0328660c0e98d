// A plugin of typedoc: in the API documentation, each code of an error links to its row in the page of ERRORS.md, and each
// page to the playground.

import { relative } from "node:path/posix";
import { PageEvent } from "typedoc";

const ERRORS = "documents/ERRORS.html";

/** What `navigationLinks` of typedoc.json has for the playground, which lies above the documentation. */
const PLAYGROUND = 'href="playground:"';

export function load(app) {
  app.renderer.on(PageEvent.END, (page) => {
    if (!page.contents) return;
    const contents = page.contents.replaceAll(PLAYGROUND, `href="${"../".repeat(page.url.split("/").length)}index.html"`);
    page.contents = page.url === ERRORS ? withRows(contents) : withLinks(contents, page.url);
  });
}

/** Gives each row of the table an id. */
function withRows(html) {
  return html.replace(/<td><code>(ERR_[A-Z_]+)<\/code><\/td>/g, '<td id="$1"><code>$1</code></td>');
}

/** Links each code in a text, and each one in the type `ErrorCode`. */
function withLinks(html, url) {
  const target = relative(url.includes("/") ? url.slice(0, url.lastIndexOf("/")) : "", ERRORS);
  return html
    .replace(/<code>(ERR_[A-Z_]+)<\/code>/g, `<a href="${target}#$1"><code>$1</code></a>`)
    .replace(/(<span class="tsd-signature-type">)"(ERR_[A-Z_]+)"(<\/span>)/g, `$1"<a href="${target}#$2">$2</a>"$3`)
    .replace(/(<span class="tsd-signature-type">)&quot;(ERR_[A-Z_]+)&quot;(<\/span>)/g, `$1&quot;<a href="${target}#$2">$2</a>&quot;$3`);
}
