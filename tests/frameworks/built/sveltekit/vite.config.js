// The configuration of Vite, for SvelteKit.
import { sveltekit } from "@sveltejs/kit/vite";

export default { plugins: [sveltekit()] };
