// A store in a table of Postgres, SQLite or D1, through your client. It has no dependencies.

import * as check from "./coded.js";
import type { Store, Stored } from "./store.js";

/**
 * A client: `pg` (`Pool`, `Client`), `postgres` (the function `sql`), Neon's `neon(url)`, a D1 binding, `node:sqlite`,
 * `bun:sqlite` or `better-sqlite3`; or a function that runs a statement with `$1`, `$2` … and returns its rows.
 *
 * @category Stores
 */
export type SqlClient =
  | { query(text: string, values: unknown[]): PromiseLike<{ rows: unknown[] } | readonly unknown[]> }
  | { unsafe(text: string, values: never): PromiseLike<readonly unknown[]> }
  | { prepare(text: string): SqlStatement }
  | ((text: string, values: unknown[]) => Promise<readonly unknown[]>);

/**
 * The part of a prepared statement of SQLite or D1 that the store uses.
 *
 * @category Stores
 */
export interface SqlStatement {
  /** Binds the values, in D1 and `better-sqlite3`; absent in other clients. */
  readonly bind?: (...values: unknown[]) => unknown;
  /** Returns all rows. */
  readonly all: (...values: never[]) => unknown;
}

/**
 * The options of {@link sqlStore} and {@link sqlTable}.
 *
 * @category Stores
 */
export interface SqlOptions {
  /** The name of the table: up to 63 letters, digits and `_`, not beginning with a digit. Default `payauth_store`. */
  readonly table?: string;
}

/**
 * Returns the statement that creates the table, for Postgres, SQLite and D1.
 *
 * @param options - the name of the table
 * @returns a statement
 * @throws PayauthError with `ERR_OPTION` for a name with other characters, or an unknown option; TypeError with
 * `ERR_ARGUMENT_TYPE` for an argument of a wrong type
 *
 * @example
 * ```js
 * import { sqlTable } from "payauth/sql";
 *
 * console.log(sqlTable().slice(0, 40)); // CREATE TABLE IF NOT EXISTS payauth_store
 * ```
 *
 * @see {@link https://www.postgresql.org/docs/current/sql-createtable.html | PostgreSQL: CREATE TABLE}
 * @category Stores
 */
export function sqlTable(options: SqlOptions = {}): string {
  const table = nameOf(options);
  return `CREATE TABLE IF NOT EXISTS ${table} (key TEXT PRIMARY KEY, value TEXT NOT NULL, version TEXT NOT NULL, ends BIGINT NOT NULL)`;
}

/**
 * Makes a store in a table. Each `set` is one statement that compares and sets, so no transaction is needed. Run the statement of
 * {@link sqlTable} first. You can delete expired rows at any time: the column `ends` is the time of expiry, in milliseconds since
 * 1970.
 *
 * @param client - a client of the primary server, because a replica may return old rows
 * @param options - the name of the table
 * @returns a store with `atomic: true`
 * @throws PayauthError with `ERR_OPTION` for a name with other characters, or an unknown option; TypeError with
 * `ERR_ARGUMENT_TYPE` for a value that is not one of these clients, or an option of a wrong type. The methods of the store throw every
 * error of the client.
 *
 * @example A function that runs statements
 * ```js
 * import { sqlStore } from "payauth/sql";
 *
 * const query = async (text, values) => []; // (text, values) => pool.query(text, values).then(({ rows }) => rows)
 * const store = sqlStore(query, { table: "payauth" });
 * console.log(await store.get("k")); // null
 * ```
 *
 * @see {@link https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT | PostgreSQL: ON CONFLICT}
 * @category Stores
 */
export function sqlStore(client: SqlClient, options: SqlOptions = {}): Store {
  const table = nameOf(options);
  const run = runner(client);
  // An expired row counts as absent.
  const insert =
    `INSERT INTO ${table} (key, value, version, ends) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO UPDATE ` +
    "SET value = excluded.value, version = excluded.version, ends = excluded.ends";
  return {
    atomic: true,
    async get(key) {
      const rows = await run(`SELECT value, version FROM ${table} WHERE key = $1 AND ends > $2`, [key, Date.now()]);
      return (rows[0] as Stored | undefined) ?? null;
    },
    async set(key, value, { ttlSeconds, ifVersion }) {
      const [now, version] = [Date.now(), crypto.randomUUID()];
      const values = [key, value, version, now + Math.ceil(ttlSeconds * 1000)];
      const [text, more] =
        ifVersion === undefined
          ? [insert, []]
          : ifVersion === null
            ? [`${insert} WHERE ${table}.ends <= $5`, [now]]
            : [`UPDATE ${table} SET value = $2, version = $3, ends = $4 WHERE key = $1 AND version = $5 AND ends > $6`, [ifVersion, now]];
      return (await run(`${text} RETURNING key`, [...values, ...more])).length > 0;
    },
  };
}

function nameOf(options: SqlOptions): string {
  const { table = "payauth_store" } = check.options("options", options, ["table"]);
  check.ofType("table", table, "string");
  if (/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(table)) return table;
  throw check.refuse("table", "must be 1 to 63 letters, digits and _, not beginning with a digit");
}

type Unsafe = Extract<SqlClient, { unsafe: unknown }>;
type Run = (text: string, values: unknown[]) => Promise<readonly unknown[]>;

function runner(client: SqlClient): Run {
  if (typeof client === "function" && !("unsafe" in client)) return client as Run;
  check.checkClient("client", client, ["query", "unsafe", "prepare"], "an SQL client with the method query, unsafe or prepare, or a function that runs a statement");
  // Neon also has `unsafe`, with another purpose, and clients of SQLite may have `query`.
  if ("query" in client && !("prepare" in client)) {
    return async (text, values) => {
      const result = await client.query(text, values);
      return "rows" in result ? result.rows : result;
    };
  }
  if ("unsafe" in client) return async (text, values) => (client as Unsafe).unsafe(text, values as never);
  return async (text, values) => {
    // All clients of SQLite accept `?`; some reject `$1` or `?1`.
    const given: unknown[] = [];
    const statement = (client as { prepare(text: string): SqlStatement }).prepare(
      text.replace(/\$(\d)/g, (_, place: string) => (given.push(values[Number(place) - 1]), "?")),
    );
    const bound = statement.bind ? (statement.bind(...given) as SqlStatement) : statement;
    const rows = await (statement.bind ? bound.all() : statement.all(...(given as never[])));
    return Array.isArray(rows) ? rows : (rows as { results: unknown[] }).results;
  };
}
