export { databaseHealth } from './health.ts'
export { makeBlank } from './make-blank.ts'
export { type Database, type DatabasePlace, openDatabase } from './open.ts'
export type { Db, Tables, Tx } from './tables.ts'
