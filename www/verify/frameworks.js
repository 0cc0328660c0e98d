// The webhook handlers for frameworks other than Express.

const BINDING = (name) => `env.${name}`;
const DENO = (name) => `Deno.env.get("${name}")`;

export const Next = ({ imports, PROCESS, program }, parts) =>
  program(parts, {
    first: [`// app${parts.path}/route.js`, imports(parts, "webhookHandler")],
    read: PROCESS,
    begin: "export const POST = ",
    end: "});",
  });

export const Hono = ({ imports, program }, parts) =>
  program(parts, {
    first: ['import { Hono } from "hono";', imports(parts, "webhookHandler")],
    read: BINDING,
    given: "request, env",
    begin: "const handle = ",
    end: "});",
    last: ["", "const app = new Hono();", `app.post("${parts.path}", (c) => handle(c.req.raw, c.env));`, "export default app;"],
  });

export const Workers = ({ imports, program }, parts) =>
  program(parts, {
    first: [imports(parts, "webhookHandler")],
    read: BINDING,
    given: "request, env",
    begin: "const handle = ",
    end: "});",
    last: ["", "export default { fetch: handle };"],
  });

export const Deno = ({ imports, program }, parts) => program(parts, { first: [imports(parts, "webhookHandler")], read: DENO, begin: "Deno.serve(", end: "}));" });
