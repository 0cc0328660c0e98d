// The configuration of SvelteKit, for Workers.
import adapter from "@sveltejs/adapter-cloudflare";

export default { kit: { adapter: adapter() } };
