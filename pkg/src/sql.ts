/**
 * A store in a table of Postgres, SQLite or D1, through your client. It has no dependencies.
 *
 * @module payauth/sql
 */

export { type SqlClient, type SqlOptions, type SqlStatement, sqlStore, sqlTable } from "./host/sql.js";
export type { Store, Stored, StoreOptions } from "./host/store.js";
