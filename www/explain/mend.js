// The line of the receiver's program that mends a mistake, in each framework.

/** The programs for a mistake; none where nothing in the receiver's program mends it. */
export function mends(mistake, message) {
  if (message.sender.isRequest) return [];
  const [, lines] = MENDS.find(([form]) => form.test(mistake)) ?? [];
  return lines?.(message) ?? [];
}

const program = (title, text) => ({ title, text, hasNoSecret: true });

/** The raw body, before a parser has it. */
const RAW = ({ sender }) => [
  program("Express", `// before app.use(express.json())\napp.post("/webhooks/${sender.id}", express.raw({ type: "*/*" }), handle);`),
  program("Next", "const body = await request.arrayBuffer(); // not request.json()"),
  program("Hono", "const body = await c.req.arrayBuffer(); // not c.req.json()"),
  program("Workers", "const body = await request.arrayBuffer(); // not request.json()"),
];

/** The secret as the environment has it. */
function secretLines({ sender, secrets }) {
  const isMine = secrets.some(({ secret }) => /^[\s"'`]|[\s"'`]$/.test(secret));
  if (!isMine) return [];
  const name = `${sender.id.replace(/[A-Z]/g, "_$&").toUpperCase()}_WEBHOOK_SECRET`;
  const env = `${name}=… # no quotes and no blanks around it`;
  return [
    program("Express", `# .env, which node --env-file and dotenv read\n${env}`),
    program("Next", `# .env.local\n${env}`),
    program("Hono", `# in .dev.vars, and in production: wrangler secret put ${name}\n${env}`),
    program("Workers", `# in .dev.vars, and in production: wrangler secret put ${name}\n${env}`),
  ];
}

const URL_LINE = () => {
  const line = 'url: "https://shop.example/hook" // as it is registered with the sender, to the letter';
  return ["Express", "Next", "Hono", "Workers"].map((title) => program(title, line));
};

const WINDOW_LINE = (name) => () => ["Express", "Next", "Hono", "Workers"].map((title) => program(title, `${name}: 600, // seconds; mend the clock first`));

const MENDS = [
  [/^body-(?!alone$|empty$|form-encoded$)/, RAW],
  [/^secret-(newline|spaces|quoted)$/, secretLines],
  [/^url-/, URL_LINE],
  [/^too-old$/, WINDOW_LINE("pastSecs")],
  [/^too-new$/, WINDOW_LINE("futureSecs")],
];
