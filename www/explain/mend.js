// The lines in the receiver's program that fix a mistake, for each framework.

/** The programs for a mistake; empty if a change of the receiver's program does not fix it. */
export function mends(mistake, message) {
  if (message.sender.isRequest) return [];
  const [, lines] = MENDS.find(([form]) => form.test(mistake)) ?? [];
  return lines?.(message) ?? [];
}

const program = (title, text) => ({ title, text, hasNoSecret: true });

/** Lines that read the raw body before a parser reads it. */
const RAW = ({ sender }) => [
  program("Express", `// before app.use(express.json())\napp.post("/webhooks/${sender.id}", express.raw({ type: "*/*" }), handle);`),
  program("Next", "const body = await request.arrayBuffer(); // not request.json()"),
  program("Hono", "const body = await c.req.arrayBuffer(); // not c.req.json()"),
  program("Workers", "const body = await request.arrayBuffer(); // not request.json()"),
];

/** Lines that set the secret in the environment. */
function secretLines({ sender, secrets }) {
  const isMine = secrets.some(({ secret }) => /^[\s"'`]|[\s"'`]$/.test(secret));
  if (!isMine) return [];
  const name = `${sender.id.replace(/[A-Z]/g, "_$&").toUpperCase()}_WEBHOOK_SECRET`;
  const env = `${name}=… # without quotes or spaces around it`;
  return [
    program("Express", `# .env, which node --env-file and dotenv read\n${env}`),
    program("Next", `# .env.local\n${env}`),
    program("Hono", `# in .dev.vars, and in production: wrangler secret put ${name}\n${env}`),
    program("Workers", `# in .dev.vars, and in production: wrangler secret put ${name}\n${env}`),
  ];
}

const URL_LINE = () => {
  const line = 'url: "https://shop.example/hook" // exactly as it is registered with the sender';
  return ["Express", "Next", "Hono", "Workers"].map((title) => program(title, line));
};

const WINDOW_LINE = (name) => () => ["Express", "Next", "Hono", "Workers"].map((title) => program(title, `${name}: 600, // seconds; correct the clock first`));

const MENDS = [
  [/^body-(?!alone$|empty$|form-encoded$)/, RAW],
  [/^secret-(newline|spaces|quoted)$/, secretLines],
  [/^url-/, URL_LINE],
  [/^too-old$/, WINDOW_LINE("pastSecs")],
  [/^too-new$/, WINDOW_LINE("futureSecs")],
];
