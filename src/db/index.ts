export { DatabaseError } from './errors.ts'
export { migrate } from './migrate.ts'
export { type Database, type DatabasePlace, openDatabase } from './open.ts'
export type { Db, Tables, Tx } from './tables.ts'
