/**
 * A store in a table of Postgres, SQLite or D1, by the client that you have. It imports nothing.
 *
 * @module payauth/sql
 */

export { type SqlClient, type SqlOptions, type SqlStatement, sqlStore, sqlTable } from "./host/sql.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
