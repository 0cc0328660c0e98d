// Serves the function that Nitro built for Netlify Edge, in Deno.
import handle from "./.netlify/edge-functions/server/server.js";

const onListen = ({ port }) => console.log(`address: http://127.0.0.1:${port}`);
Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, (request) => handle(request, {}));
